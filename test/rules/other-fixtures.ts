import { join } from 'node:path'
import type { Root } from 'mdast'
import remarkParse from 'remark-parse'
import { type Plugin, unified } from 'unified'
import { VFile } from 'vfile'
import { checkC, checkTypes } from '../../tools/check/index.ts'
import { checkErrorEvidence } from '../../tools/evidence/check-error-evidence.ts'
import { checkEvidence } from '../../tools/evidence/check-evidence.ts'
import { checkText } from '../../tools/man/proof/check-text.ts'
import { checkBytes } from '../../tools/manual/compile/check-bytes.ts'
import { readEvidenceFiles } from '../../tools/manual/parsed/index.ts'
import { readPageFile } from '../../tools/manual/read-page-file.ts'
import { formatMessages, type RuleId, unlessReported } from '../../tools/message/index.ts'
import { checkNodes } from '../../tools/page/nodes/check-nodes.ts'
import { readPageText } from '../../tools/page/text/page-text.ts'
import { guardPlugins } from '../../tools/plugins/guard-plugins.ts'
import { compareOutput } from '../../tools/publish/compare-output.ts'
import { sealOf } from '../../tools/publish/seal.ts'
import { compareEvidence, recordEvidence } from '../../tools/run/index.ts'
import { openFolder, root, silentIo } from '../cli/run-cli.ts'
import { errorsPage } from '../evidence/errors-page.ts'
import { parse } from '../man/soak/make-page.ts'
import { writtenOf } from '../reference/open-library.ts'
import { examplePage, fakeTarget, pageOf, readPage, runPage } from '../run/run-page.ts'
import type { textFixtures } from './text-fixtures.ts'

/** Rules that neither reading nor compiling a page reports. */
type OtherRuleId = Exclude<RuleId, keyof typeof textFixtures | `style-${string}` | `roff-${string}`>

/** Judge a fixture and format the messages. */
type Act<Fixture> = (fixture: Fixture) => Promise<string> | string

/** Judgements of a fixture that breaks a rule and of one that keeps it. */
interface Judged {
  readonly fires: () => Promise<string> | string
  readonly quiet: () => Promise<string> | string
}

function judged<Fixture>(act: Act<Fixture>, fires: Fixture, quiet: Fixture): Judged {
  return { fires: () => act(fires), quiet: () => act(quiet) }
}

const types: Act<string> = async (code) => {
  const { file, page } = readPage(examplePage(code), [])
  await checkTypes([page], { root })
  return formatMessages([file])
}

const c: Act<string> = async (code) => {
  const { file, page } = readPage(pageOf(`\`\`\`c\n${code}\n\`\`\``), [])
  const { skipped } = await checkC([page])
  return skipped > 0 ? 'skipped' : formatMessages([file])
}

const open = "import { openWorld } from 'manproof'\nawait using world = await openWorld()\n"
const run: Act<string> = async (code) => {
  const limits = { stallMs: 2_000, timeoutMs: 2_000 }
  return (await runPage(examplePage(code), [fakeTarget()], limits)).messages
}

const plugged: Act<'throws' | 'is quiet'> = async (what) => {
  const plugin: Plugin<[], Root> = () => () => {
    if (what === 'throws') throw new Error('Unexpected mood')
  }
  const file = new VFile({ path: 'docs/x.7.md', value: 'Text.' })
  const processor = unified()
    .use(remarkParse)
    .use(guardPlugins([plugin], { list: 'remarkPlugins' }))
  await unlessReported(file, () => processor.run(processor.parse(file), file))
  return formatMessages([file])
}

/** What is recorded: what happened, nothing, another text's outcomes, or other outcomes. */
type Recorded = 'same' | 'none' | 'older' | 'other'

const evidence: Act<Recorded> = async (recorded) => {
  const { page, results, file } = await runPage(examplePage(`${open}await world.echo(3) //=> 3`))
  const same = recordEvidence(page, undefined, results, { date: '2026-11-22' })
  const { it } = same.examples
  const runs = Object.entries(it?.runs ?? {}).map(([name, one]) => [
    name,
    { ...one, outcomes: ['4'] },
  ])
  const edited = {
    same: it,
    none: undefined,
    older: { runs: {}, ...it, hash: 'old' },
    other: { hash: '', ...it, runs: Object.fromEntries(runs) },
  }[recorded]
  const recordedNow = { ...same, examples: edited ? { it: edited } : {} }
  // Another rule also reports different outcomes.
  if (recorded !== 'other') checkEvidence(page, recordedNow, { targets: [fakeTarget()] })
  compareEvidence(page, recordedNow, results)
  return formatMessages([file])
}

const errors: Act<string> = (list) => {
  const { page, evidence: seen } = errorsPage(list, {
    one: { outcome: 'EIO' },
    two: { outcome: '0' },
  })
  checkErrorEvidence(page, seen)
  return formatMessages([page.file])
}

const nodes: Act<string> = (type) => {
  const file = new VFile({ path: 'docs/x.7.md', value: 'text' })
  checkNodes(readPageText(file), { type: 'root', children: [{ type }] } as unknown as Root)
  return formatMessages([file])
}

const words: Act<string> = (roff) => {
  const file = new VFile({ path: 'docs/x.7.md' })
  checkText(parse('## NOTES\n\nOne two.\n'), roff, file)
  return formatMessages([file])
}

const bytes: Act<string> = (value) => {
  const file = new VFile({ path: 'README.md', value })
  checkBytes(file)
  return formatMessages([file])
}

const files: Act<string> = async (text) => {
  using folder = openFolder({ 'man7/x.7': 'as compiled\n', 'evidence/x.7.json': text })
  const output = {
    folder: folder.path,
    files: [{ path: 'man7/x.7', text }],
    whole: false,
    isOurs: () => false,
  }
  const io = silentIo(folder.path)
  return formatMessages(await compareOutput(output, io, 'manproof man'))
}

const records: Act<string> = async (text) => {
  using folder = openFolder({ 'x.7.json': text })
  const settings = { root: folder.path, evidence: folder.path }
  const read = await readEvidenceFiles(
    settings as Parameters<typeof readEvidenceFiles>[0],
    new Map(),
  )
  return formatMessages(read.files)
}

const edited: Act<string> = async (text) => {
  const evidence = (hash: string): string =>
    `{"page": "x.7", "examples": {"a": {"hash": "${hash}", "runs": {}}}}`
  const record = `x.7.json ${sealOf({ text: evidence('h') })}\n`
  using folder = openFolder({ 'in/x.7.json': evidence(text), 'in/.manproof-evidence': record })
  const settings = { root: folder.path, evidence: join(folder.path, 'in') }
  return formatMessages(
    readEvidenceFiles(settings as Parameters<typeof readEvidenceFiles>[0], new Map()).files,
  )
}

const pages: Act<string> = (path) => {
  const text = '---\ndate: 2026-11-22\n---\n\n# x(7) -- a page\n\n## DESCRIPTION\n\nText.\n'
  using folder = openFolder({ 'x.7.md': text, 'in/x.7.md': text })
  const isOutside = path.startsWith('..')
  const root = isOutside ? join(folder.path, 'in') : folder.path
  return formatMessages([readPageFile(root, path)])
}

const refused: Act<string> = async (outcome) => {
  const { page, file } = readPage(examplePage(`${open}await world.echo(3) //=> 3`), [fakeTarget()])
  const { hash = '' } = page.examples[0] ?? {}
  const about = { release: '1', fs: 'none', date: '2026-11-22' }
  const runs = { fake: { outcomes: [outcome], ...about } }
  checkEvidence(
    page,
    { page: 'page.7', examples: { it: { hash, runs } } },
    { targets: [fakeTarget()] },
  )
  return formatMessages([file])
}

const library: Act<string> = (docstring) => {
  const head = '/**\n * A module.\n *\n * @packageDocumentation\n */\n'
  const text = `${head}${docstring}export type Two = 2\n`
  return writtenOf({ 'a.ts': text })
    .messages.map((message) => `${message}\n`)
    .join('')
}

/** For each of these rules: a fixture that breaks it, and one that keeps it. */
export const otherFixtures: Readonly<Record<OtherRuleId, Judged>> = {
  'node-unknown': judged(nodes, 'math', 'paragraph'),
  'type-error': judged(types, "const a: number = 'x'", 'const a: number = 1'),
  'type-error-expected': judged(
    types,
    '// @errors: 2322\nconst a: number = 1',
    "// @errors: 2322\nconst a: number = 'x'",
  ),
  'c-error': judged(c, 'int f(int a, b);', 'int f(int a, int b);'),
  'reference-docstring': judged(library, '', '/** Two. */\n'),
  'reference-link': judged(library, '/** Not {@link Tow}. */\n', '/** Only {@link Two}. */\n'),
  'outcome-mismatch': judged(
    run,
    `${open}await world.echo(1) //=> 2`,
    `${open}await world.echo(1) //=> 1`,
  ),
  'outcome-missing': judged(
    run,
    `${open}if (world.now > 1) {\n  await world.echo(1) //=> 1\n}`,
    `${open}if (world.now < 1) {\n  await world.echo(1) //=> 1\n}`,
  ),
  'example-failed': judged(
    run,
    "throw new Error('bad')",
    "try { throw new Error('bad') } catch {}",
  ),
  'example-timeout': judged(
    run,
    'await new Promise(() => {})',
    'await new Promise((end) => end(1))',
  ),
  'example-exit': judged(run, 'process.exit(0)', 'process.exitCode = 0'),
  'example-rejection': judged(
    run,
    "Promise.reject(new Error('lost'))",
    "Promise.reject(new Error('kept')).catch(() => {})",
  ),
  'plugin-failed': judged(plugged, 'throws', 'is quiet'),
  'project-file': judged(pages, '../x.7.md', 'x.7.md'),
  'example-builtin': judged(
    run,
    "JSON.stringify = () => '0'",
    'const { stringify } = JSON\nJSON.stringify = stringify',
  ),
  'evidence-syntax': judged(records, '{"page": "y.7"}', '{"page": "x.7", "examples": {}}'),
  'evidence-missing': judged(evidence, 'none', 'same'),
  'evidence-edited': judged(edited, 'other', 'h'),
  'evidence-stale': judged(evidence, 'older', 'same'),
  'evidence-different': judged(evidence, 'other', 'same'),
  'evidence-refused': judged(refused, '4', '3'),
  'error-unlisted': judged(errors, '- `EINVAL`: Bad.', '- `EIO`: Broken.'),
  'error-unseen': judged(
    errors,
    '- `EIO`: [Broken](#example-two).',
    '- `EIO`: [Broken](#example-one).',
  ),
  'man-text-lost': judged(words, '.SH NOTES\nOne.\n', '.SH NOTES\nOne\n\\fBtwo\\fR.\n'),
  'text-replaced': judged(bytes, 'One \0\n\uFFFDtwo\0\n', 'One\n'),
  'output-stale': judged(files, 'other\n', 'as compiled\n'),
}
