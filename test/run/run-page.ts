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

/** Make a target with the driver of the fixtures. */
export function fakeTarget(
  name = 'fake',
  options: Record<string, unknown> = {},
  selectors: readonly string[] = [],
): Target {
  const module = new URL('./fixtures/target.ts', import.meta.url).href
  return { name, selectors, module, options: { name, ...options } }
}

/** Write a page around Markdown, which starts on line 9. */
export function pageOf(body: string): string {
  const head =
    '---\ndate: 2026-11-22\n---\n\n# page(7) -- what examples may do\n\n## DESCRIPTION\n\n'
  return `${head}${body}\n`
}

/** Write a page with one example, whose code starts on line 10. */
export function examplePage(code: string, labels = 'name=it'): string {
  return pageOf(`\`\`\`ts ${labels}\n${code}\n\`\`\``)
}

export interface PageRun {
  readonly file: VFile
  readonly spec: Page
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
  const { file, spec } = readPage(text, targets)
  for await (const event of runExamples([spec], targets, { workers: 1, ...options })) {
    if (event.type !== 'summary') continue
    const { results, summary } = event
    return { file, spec, results, summary, messages: formatMessages([file]) }
  }
  throw new Error('Unexpected end of events, expected a summary')
}

/** Read a page without errors. */
export function readPage(text: string, targets: readonly Target[]): { file: VFile; spec: Page } {
  const file = new VFile({ path: 'docs/page.7.md', value: text })
  const spec = readFilePage(file, { targets })
  if (!spec || file.messages.some((message) => message.fatal)) {
    throw new Error(`Unexpected page, expected one that can be read:\n${formatMessages([file])}`)
  }
  return { file, spec }
}

/** Format the status of each run. */
export function statuses(run: PageRun): string[] {
  return run.results.map(({ target, example, status, skip }) => {
    const reason = skip ? ` (${skip.kind}: ${skip.reason})` : ''
    return `${example.labels.name} on ${target.name}: ${status}${reason}`
  })
}
