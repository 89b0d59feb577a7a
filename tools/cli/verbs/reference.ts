import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { defaultDay, loadConfig } from '../../manual/index.ts'
import { exitCode, usageError, worstLevel } from '../../message/index.ts'
import { readProjectFile } from '../../project/index.ts'
import { compareOutput, type Output, publish } from '../../publish/index.ts'
import type { ReferenceEntry, ReferencePage } from '../../reference/index.ts'
import { plural } from '../../words/index.ts'
import type { Io } from '../io.ts'
import { printEnd } from '../print/print-end.ts'
import { refuseArguments } from '../read-arguments.ts'
import type { Verb } from '../verb.ts'

const usage = `Usage: manproof reference [--check]

Write the pages of a library from its docstrings, as set by \`reference\` in the configuration.
They are Markdown pages like all others: commit them, then test and compile them.
The front matter of an existing page is kept; a page whose text changes gets today's date.

  --check   compare with the files on disk instead of writing

Examples:
  manproof reference && manproof test --record && manproof man
  manproof reference --check

Exit status: 0 clean; 1 a docstring is incomplete, or --check found a difference; 2 wrong command
line or configuration; 3 a page cannot be written.
`

/** `manproof reference`. */
export const reference: Verb = {
  usage,
  options: { check: { type: 'boolean' } },
  async run({ values, positionals, io }) {
    refuseArguments(positionals)
    const settings = await loadConfig(io.cwd)
    if (settings.reference.length === 0) {
      throw usageError('Missing `reference` in the configuration; list the modules to document')
    }
    for (const { entry } of settings.reference) {
      const module = readProjectFile(settings.root, entry)
      if ('problem' in module) throw usageError(`Cannot read \`${entry}\`: ${module.problem}`)
    }
    const { compileReference } = await import('../../reference/index.ts')
    const { pages, files } = compileReference(settings.reference, settings)
    const output: Output = {
      folder: settings.root,
      files: pages.map((page, index) => wholePage(page, settings.reference[index], settings, io)),
      record: '.manproof-reference',
      generated: belowFrontMatter,
      whole: false,
    }
    const stale = values['check'] ? await compareOutput(output, io, 'manproof reference') : []
    const all = [...files, ...stale]
    if (worstLevel(all) === 'error') {
      printEnd(all, io, 'nothing written')
      return exitCode.findings
    }
    const done = values['check'] ? 'up to date' : `${publish([output])} changed`
    printEnd(all, io, `${plural(pages.length, 'page')}, ${done}`)
    return exitCode.clean
  },
}

/** The generated part of a page. */
function belowFrontMatter(page: string): string {
  return page.replace(/^---\n.*?\n---\n\n/s, '')
}

/** Put the front matter of the existing page, which authors can edit, above the generated text. */
function wholePage(
  { path, text }: ReferencePage,
  entry: ReferenceEntry | undefined,
  { root }: { readonly root: string },
  { env }: Io,
): { path: string; text: string } {
  const before = readPage(root, path)
  const [, front, body = ''] = /^(---\n.*?\n---\n)\n(.*)$/s.exec(before) ?? []
  const comment = `# By \`manproof reference\`, from the docstrings of ${entry?.entry ?? path}.\n`
  const kept = front ?? `---\n${comment}date: ${defaultDay(env)}\n---\n`
  const dated = body === text ? kept : kept.replace(/^date: .*$/m, `date: ${defaultDay(env)}`)
  return { path, text: `${dated}\n${text}` }
}

/** Read a page; empty if there is none yet. */
function readPage(root: string, path: string): string {
  if (!existsSync(join(root, path))) return ''
  const page = readProjectFile(root, path)
  if (!('problem' in page)) return page.text
  throw usageError(`Cannot read \`${path}\`: ${page.problem}`)
}
