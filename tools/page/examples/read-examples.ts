import { createHash } from 'node:crypto'
import type { Code, Root } from 'mdast'
import { toString as textOf } from 'mdast-util-to-string'
import type { VFile } from 'vfile'
import { report } from '../../message/index.ts'
import type { Vocabulary } from '../../outcome/index.ts'
import { eachBlock } from '../nodes/each-block.ts'
import type { Example, Labels } from '../page.ts'
import { slugOf } from '../slug-of.ts'
import type { PageText } from '../text/page-text.ts'
import { placeOf } from '../text/place-of.ts'
import { checkQuote, type QuotedFile } from './check-quote.ts'
import { type FenceLines, readFenceLines } from './fence-lines.ts'
import type { LabelWords } from './label-table.ts'
import { readExpectations } from './read-expectations.ts'
import { readLabels } from './read-labels.ts'
import { readShown } from './read-shown.ts'

/** Words that examples can use: those of the subject, and the selectors of targets. */
type PageWords = Vocabulary & LabelWords

/** Page, words and defaults for `readExamples`. */
export interface ExampleContext {
  readonly page: PageText
  readonly words: PageWords
  readonly defaults: Partial<Labels>
  readonly readFile?: ((path: string, page: VFile) => QuotedFile) | undefined
}

const lookalikes = new Set([
  ...['typescript', 'javascript', 'js', 'mjs', 'cjs', 'mts', 'cts', 'tsx', 'jsx'],
  ...['deno', 'node', 'TS'],
])

/** Read the examples of a page. */
export function readExamples(context: ExampleContext, tree: Root): readonly Example[] {
  const examples: Example[] = []
  const counts = new Map<string, number>()
  let heading = ''
  eachBlock(tree, (node) => {
    if (node.type === 'heading')
      heading = node.depth === 1 ? titleSlug(textOf(node)) : slugOf(textOf(node))
    if (node.type !== 'code') return
    if (node.position === undefined) return checkUnplaced(context.page, node)
    const fence = readFenceLines(context.page, node)
    if (!fence) checkIndented(context.page, node)
    else if (node.lang !== 'ts') checkLanguage(context.page, node, fence)
    else {
      const count = (counts.get(heading) ?? 0) + 1
      counts.set(heading, count)
      const example = readExample(context, node, fence, `${heading || 'example'}-${count}`)
      checkName(context.page, example, examples)
      examples.push(example)
    }
  })
  return examples
}

/** `gup-dax(7) -- what` has the slug `gup-dax`. */
function titleSlug(text: string): string {
  return slugOf(text.replace(/\(.*$/s, ''))
}

function readExample(
  context: ExampleContext,
  node: Code,
  fence: FenceLines,
  name: string,
): Example {
  const { page, words, defaults } = context
  const { labels: own, places } = readLabels(page, fence.info, words)
  const labels: Labels = { name, fs: 'any', targets: [], needs: [], ...defaults, ...own }
  const { code, lines } = fence
  const place = placeOf(node)
  if (!fence.closed) {
    report(page.file, 'example-unclosed', 'Unexpected end of the fence, expected it closed', place)
  }
  if (code.trim() === '') {
    report(page.file, 'example-empty', 'Unexpected empty example, expected code', place)
  }
  const draft = { labels, code, lines }
  const expectations = readExpectations(page, draft, words)
  const shown = readShown(page, draft)
  const label = places.get('file') ?? place
  if (context.readFile) checkQuote(page, { ...draft, place }, label, context.readFile)
  const group = Object.hasOwn(words.groups, labels.fs) ? words.groups[labels.fs] : undefined
  const hash = hashOf(code, labels)
  return { ...draft, ...(group && { group }), shown, place, expectations, hash }
}

function hashOf(code: string, labels: Labels): string {
  const { name, fs, targets, needs, file = null, norun = null } = labels
  const text = JSON.stringify([code, name, fs, targets, needs, file, norun])
  return createHash('sha256').update(text).digest('hex').slice(0, 16)
}

function checkName(page: PageText, example: Example, earlier: readonly Example[]): void {
  const { name } = example.labels
  const first = earlier.find(({ labels }) => labels.name === name)
  if (!first) return
  const reason = `Unexpected second example \`${name}\`, expected a name of its own`
  const note = `The first one is on line ${first.place.start.line}`
  report(page.file, 'example-name-duplicate', reason, example.place, { note })
}

/** Report an example from a plugin's node: messages could not name a line of the page. */
function checkUnplaced(page: PageText, node: Code): void {
  if (node.lang !== 'ts' && !node.value.includes('//=>')) return
  const reason = 'Unexpected example without a position, expected one from the page'
  report(page.file, 'node-unknown', reason)
}

function checkIndented(page: PageText, node: Code): void {
  if (!/^(?:```|~~~)/.test(node.value)) return
  const reason = 'Unexpected fence in indented code, expected at most 3 spaces before it'
  report(page.file, 'example-indented', reason, placeOf(node))
}

function checkLanguage(page: PageText, node: Code, fence: FenceLines): void {
  const lang = node.lang ?? ''
  if (!lookalikes.has(lang) && !/^\.?ts\W/.test(lang) && !fence.code.includes('//=>')) return
  if (lang === 'md' || lang === 'markdown') return
  const reason =
    lang === ''
      ? 'Missing language, expected `ts`'
      : `Unexpected language \`${lang}\`, expected \`ts\``
  const note = 'Only fences tagged `ts` run; `ts norun="REASON"` is type-checked only'
  report(page.file, 'example-language', reason, placeOf(node), { note })
}
