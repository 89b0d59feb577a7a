import { resolve } from 'node:path'
import { compileManual, hasManual, loadConfig, outFolder } from '../../manual/index.ts'
import { usageError } from '../../message/index.ts'
import { packageRoot } from '../../package-info.ts'
import type { Output } from '../../publish/index.ts'
import { relativeTo } from '../print/relative-to.ts'
import { manAny } from '../published/man-any.ts'
import { npmNames } from '../published/npm-names.ts'
import { type Compiled, type PublishVerb, runPublish } from '../published/publish-verb.ts'
import type { Invocation, Verb } from '../verb.ts'

const usage = `Usage: manproof man [PAGE...] [--check] [--fresh] [--out DIR] [--npm]
       manproof man [PAGE...] --install DIR
       manproof man --any FILE... [--as NAME(SECTION)] [--out DIR]

Compile the man pages from the pages and the recorded outcomes. Nothing is run.
If an example has no recorded outcomes for its current text, nothing is written.

  --check        compare with the files on disk, byte by byte, instead of writing
  --fresh        compile every page, even if it has not changed since it was last compiled
  --out DIR      write to DIR/manN/ (default: the configuration's, else man)
  --npm          name the files for \`man\` in package.json: npm links only names that end in a
                 number (F_LAYOUT.2 for F_LAYOUT(2const)) and packs no symbolic links
  --install DIR  write to DIR/manN/ of a shared hierarchy, and remove nothing there;
                 outside a manual, install the pages of manproof itself
  --any          compile Markdown outside a manual, \`-\` for standard input,
                 to standard output or to DIR/manN/
  --as NAME(SECTION)
                 name of the page; default: from its title, front matter or filename

Examples:
  manproof man
  manproof man --check
  manproof man --out /tmp/man gup-dax && man -M /tmp/man gup-dax
  manproof man --install ~/.local/share/man && mandb -q ~/.local/share/man
  manproof man --npm --out dist/man        in the script \`prepack\` of a package
  manproof man --any --as 'foo(1)' README.md | man -l -

Exit status: 0 clean; 1 a page has errors, or --check found a difference; 2 wrong command line
or configuration; 3 DIR cannot be written.
`

const pages: PublishVerb = {
  command: 'manproof man',
  compile,
  hint: (folder, io) => `man -M ${relativeTo(io.cwd, folder)} PAGE`,
}

const pagesForNpm: PublishVerb = {
  ...pages,
  command: 'manproof man --npm',
  compile: (invocation) => compile(invocation, npmNames),
}

const installed: PublishVerb = {
  ...pages,
  compile: (invocation) => compile(invocation, (output) => ({ ...output, whole: false })),
  hint: (folder) => `man -M ${folder} PAGE
for apropos, run: mandb -q ${folder} (man-db), or makewhatis ${folder} (mandoc)`,
}

/** `manproof man`. */
export const man: Verb = {
  usage,
  options: {
    check: { type: 'boolean' },
    fresh: { type: 'boolean' },
    out: { type: 'string' },
    npm: { type: 'boolean' },
    install: { type: 'string' },
    any: { type: 'boolean' },
    as: { type: 'string' },
  },
  run(invocation) {
    const { values } = invocation
    if (values['any']) return any(invocation)
    if (values['as'] !== undefined) {
      throw usageError('Unexpected `--as`, expected it with `--any` only')
    }
    if (values['install'] !== undefined) return install(invocation)
    if (values['npm']) return runPublish(pagesForNpm, invocation)
    return runPublish(pages, invocation)
  },
}

async function compile(
  { values, positionals, io }: Invocation,
  change: (output: Output) => Output = (output) => output,
): Promise<Compiled | undefined> {
  const { cwd, signal } = io
  const settings = await loadConfig(cwd)
  // A plugin can read files that no cache key includes, so that a check must not trust the cache.
  const hasPlugins = settings.remarkPlugins.length > 0
  const compiled = await compileManual(settings, {
    ...{ wanted: positionals, cwd, signal },
    out: outFolder(values['out'], cwd),
    fresh: values['fresh'] === true || (values['check'] === true && hasPlugins),
  })
  if (!compiled?.output) return compiled
  return { ...compiled, output: change(compiled.output), ...(hasPlugins && { needsFresh: true }) }
}

async function any(invocation: Invocation): Promise<number> {
  const other = ['check', 'npm', 'install'].find((name) => invocation.values[name] !== undefined)
  if (other !== undefined) {
    throw usageError(`Unexpected \`--${other}\` with \`--any\`, expected only one of them`)
  }
  return manAny(invocation)
}

async function install(invocation: Invocation): Promise<number> {
  const { values, io } = invocation
  const other = ['check', 'out', 'npm'].find((name) => values[name] !== undefined)
  if (other !== undefined) {
    throw usageError(`Unexpected \`--${other}\` with \`--install\`, expected only one of them`)
  }
  const out = resolve(io.cwd, String(values['install']))
  const own = await hasManual(io.cwd)
  if (!own) io.stderr('no manual here, installing the pages of manproof itself\n')
  const cwd = own ? io.cwd : packageRoot()
  return runPublish(installed, { ...invocation, values: { ...values, out }, io: { ...io, cwd } })
}
