import { VFile } from 'vfile'
import { formatMessages } from '../../tools/message/index.ts'
import type { Target } from '../../tools/outcome/index.ts'
import type { Page } from '../../tools/page/index.ts'
import {
  type RunOptions,
  type RunResult,
  runExamples,
  type Summary,
} from '../../tools/run/index.ts'
import { readPage as readFilePage } from '../read-page.ts'

/** A target of the fixture's tiny driver. */
export function fakeTarget(
  name = 'fake',
  options: Record<string, unknown> = {},
  selectors: readonly string[] = [],
): Target {
  const module = new URL('./fixtures/target.ts', import.meta.url).href
  return { name, selectors, module, options: { name, ...options } }
}

/** A page around Markdown that has examples. */
export function pageOf(body: string, name = 'page'): string {
  const title = `# ${name}(7) -- what examples may do`
  return `---\ndate: 2026-11-22\n---\n\n${title}\n\n## DESCRIPTION\n\n${body}\n`
}

/** A page whose only example has this code, from line 10 on. */
export function examplePage(code: string, labels = 'name=it'): string {
  return pageOf(`\`\`\`ts ${labels}\n${code}\n\`\`\``)
}

export interface PageRun {
  readonly file: VFile
  readonly page: Page
  readonly results: readonly RunResult[]
  readonly summary: Summary
  /** Printed messages, without colors. */
  readonly messages: string
}

/** Read a page and run its examples. */
export async function runPage(
  text: string,
  targets: readonly Target[] = [fakeTarget()],
  options: RunOptions = {},
): Promise<PageRun> {
  const { file, page } = readPage(text, targets)
  return { file, page, ...(await runPages([{ file, page }], targets, options)) }
}

/** A hostile example with others around it, run as one manual. */
export interface Neighbours {
  /** Of each run of the others, by the name of its page. */
  readonly statuses: readonly string[]
  /** What is said of the hostile one, without the path of its page. */
  readonly said: readonly string[]
}

const innocent = 'const five = async () => 5\nawait five() //=> 5'
const wrong = 'const five = async () => 5\nawait five() //=> 0'

/** What a hostile example must not change: neighbours of its page, and of another. */
export const unharmed: readonly string[] = [
  'page.7: innocent on fake: passed',
  'page.7: wrong on fake: failed',
  'other.7: innocent on fake: passed',
  'other.7: wrong on fake: failed',
]

/** Run a hostile example, from line 10 on, and others on its page and on another. */
export async function runHostile(code: string, options: RunOptions): Promise<Neighbours> {
  const fence = (name: string, body: string): string => `\`\`\`ts name=${name}\n${body}\n\`\`\`\n`
  const others = `${fence('innocent', innocent)}\n${fence('wrong', wrong)}`
  const targets = [fakeTarget()]
  const pages = [
    readPage(pageOf(`${fence('hostile', code)}\n${others}`), targets),
    readPage(pageOf(others, 'other'), targets, 'docs/other.7.md'),
  ]
  const run = await runPages(pages, targets, options)
  const keys = run.results.map(({ path }) => path.replace(/^docs\/|\.md$/g, ''))
  const expected = pages.map(({ file, page }) => {
    const place = page.examples.at(-1)?.expectations[0]?.place.start
    return `${file.path}:${place?.line}:${place?.column}: error: Unexpected outcome \`5\` on fake, expected \`0\``
  })
  return {
    statuses: statuses(run)
      .map((status, index) => `${keys[index]}: ${status}`)
      .slice(1),
    said: run.messages
      .split('\n')
      .filter((line) => line !== '' && !expected.some((start) => line.startsWith(start)))
      .map((line) => line.replace(/^docs\/page.7.md:/, '').replace(' error:', '')),
  }
}

/** A page that was read. */
interface ReadPage {
  readonly file: VFile
  readonly page: Page
}

async function runPages(
  files: readonly ReadPage[],
  targets: readonly Target[],
  options: RunOptions,
): Promise<Omit<PageRun, 'file' | 'page'>> {
  const pages = files.map(({ page }) => page)
  for await (const event of runExamples(pages, targets, { workers: 1, ...options })) {
    if (event.type !== 'summary') continue
    const { results, summary } = event
    return { results, summary, messages: formatMessages(files.map(({ file }) => file)) }
  }
  throw new Error('Unexpected end of events, expected a summary')
}

/** Read a page that has no faults of its own. */
export function readPage(
  text: string,
  targets: readonly Target[],
  path = 'docs/page.7.md',
): ReadPage {
  const file = new VFile({ path, value: text })
  const page = readFilePage(file, { targets })
  if (!page || file.messages.some((message) => message.fatal)) {
    throw new Error(`Unexpected page, expected one that can be read:\n${formatMessages([file])}`)
  }
  return { file, page }
}

/** Outcomes of each run as text, by target. */
export function statuses({ results }: Pick<PageRun, 'results'>): string[] {
  return results.map(({ target, example, status, skip }) => {
    const reason = skip ? ` (${skip.kind}: ${skip.reason})` : ''
    return `${example.labels.name} on ${target.name}: ${status}${reason}`
  })
}
