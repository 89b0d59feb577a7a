import { pathToFileURL } from 'node:url'
import { findPages, outFolder } from '../../manual/index.ts'
import { compileSitePages, readManual, readManualEvidence } from '../../manual/parsed/index.ts'
import { worstLevel } from '../../message/index.ts'
import { type Compiled, type PublishVerb, runPublish } from '../published/publish-verb.ts'
import type { Invocation, Verb } from '../verb.ts'

const usage = `Usage: manproof site [PAGE...] [--check] [--out DIR]

Compile the site from the pages and the recorded outcomes. Nothing is run.
The site always has all pages, since they link to each other; PAGE must be one of them.
If an example has no recorded outcomes for its current text, nothing is written.

  --check    compare with the files on disk, byte by byte, instead of writing
  --out DIR  write to DIR (default: the configuration's, else dist/site)

Examples:
  manproof site
  manproof site --out /tmp/site && xdg-open /tmp/site/index.html

Exit status: 0 clean; 1 a page has errors, or --check found a difference; 2 wrong command line
or configuration; 3 DIR cannot be written.
`

const pages: PublishVerb = {
  command: 'manproof site',
  compile,
  hint: (folder) => pathToFileURL(`${folder}/index.html`).href,
}

/** `manproof site`. */
export const site: Verb = {
  usage,
  options: { check: { type: 'boolean' }, out: { type: 'string' } },
  run: (invocation) => runPublish(pages, invocation),
}

async function compile({ values, positionals, io }: Invocation): Promise<Compiled> {
  const manual = await readManual(io.cwd, [])
  if (positionals.length > 0) findPages(manual.settings, positionals, io.cwd)
  const { byPage: evidence, unread, files: invalid } = readManualEvidence(manual)
  const files = [...manual.files, ...invalid]
  // Without all evidence, compiling would report examples as not recorded.
  if (unread.size > 0 || worstLevel(manual.files) === 'error') return { files }
  const out = outFolder(values['out'], io.cwd)
  const output = await compileSitePages(manual, { evidence, out })
  return worstLevel(files) === 'error' ? { files } : { files, output }
}
