/** A stretch of a page that reads the same on its own. */
export interface Part {
  /** `any`: whatever is not one of the plain ones; `rows`: lines that all begin with a bar. */
  readonly kind: 'paragraph' | 'heading' | 'fence' | 'rows' | 'any'
  /** 1-based. */
  readonly line: number
  readonly start: number
  /** Behind its last line; its line end, and blank lines behind it, belong to `any` only. */
  readonly end: number
}

/** A mark or a byte that changes what lines are, or HTML that goes on behind blank lines. */
const unruly = /[\r\0\uFEFF]|^[ \t>*+\-\d.)]*<(?:script|pre|style|textarea|[!?])/im

/** A line that begins no block but a paragraph, and can only go on as one. */
const plainLine =
  /^(?:[A-Za-z("'\\/.,;$@%&?\u00a1-\uffff]|\*{1,2}[A-Za-z`(]|_{1,2}[A-Za-z`]|`{1,2}[^`]|--?[A-Za-z]|\d+(?:[^\d.)]|$))/
/** One that does so below the first line of a paragraph, where no definition can begin. */
const linkLine = /^\[[^\]^]/
const headingLine = /^#{1,6} +[^\s#](?:[^#]*[^\s#])?$/
const fenceLine = /^(?:`{3,}|~{3,})(?:[^\s`]+(?: +[^\s`](?:[^`\t]*[^\s`])?)?)?$/
/** What may begin or end a fence, be it in a container. */
const fenceSign = /^[ \t>*+\-\d.)]*(?:`{3}|~{3})/
const itemLine = /^(?:[-+*]|\d{1,9}[.)]) {1,4}(?=\S)/
const frontMatterLine = /^---[ \t]*$/

/**
 * Cut a page where a block at the margin begins that has nothing to do with what stands above it.
 *
 * Most of a page is paragraphs, headings and fences at the margin. Which they are shows in the first
 * signs of their lines; for the rest it takes a parser of Markdown, which looks for containers,
 * constructs and lazy lines at each line.
 *
 * @param text
 *   Page.
 * @returns
 *   Its parts in their order; between them are line ends and blank lines.
 * @see CommonMark 0.31, "Container blocks", "Leaf blocks"; measured: test/spec/parse-tree.test.ts
 */
export function cutPage(text: string): Part[] {
  if (unruly.test(text)) return [{ kind: 'any', line: 1, start: 0, end: text.length }]
  const lines = text.split('\n')
  const parts: Part[] = []
  let offset = 0
  let at = 0
  while (at < lines.length) {
    const start = offset
    if (isBlank(lines[at])) {
      offset += (lines[at]?.length ?? 0) + 1
      at += 1
      continue
    }
    const [kind, count] = partAt(lines, at)
    for (let index = at; index < at + count; index += 1) offset += (lines[index]?.length ?? 0) + 1
    // What is not plain may care for the blank lines behind it.
    const end = kind === 'any' ? Math.min(offset, text.length) : offset - 1
    parts.push({ kind, line: at + 1, start, end })
    at += count
  }
  return parts
}

/** Kind of the part that begins at a line, and how many lines it has. */
function partAt(lines: readonly string[], at: number): [kind: Part['kind'], count: number] {
  const first = lines[at] ?? ''
  if (at === 0 && frontMatterLine.test(first)) {
    const end = lines.findIndex((line, index) => index > 0 && frontMatterLine.test(line))
    return ['any', end < 0 ? lines.length : end + 1]
  }
  if (headingLine.test(first)) return ['heading', 1]
  if (fenceLine.test(first)) {
    const count = fenceLength(lines, at)
    return count > 0 ? ['fence', count] : ['any', lines.length - at]
  }
  if (first.startsWith('|')) {
    const end = firstFrom(lines, at, (line) => !line.startsWith('|'))
    if (isBlank(lines[end])) return ['rows', end - at]
  }
  if (plainLine.test(first)) {
    const end = firstFrom(lines, at + 1, (line) => !plainLine.test(line) && !linkLine.test(line))
    const next = lines[end]
    if (isBlank(next) || headingLine.test(next ?? '') || fenceLine.test(next ?? ''))
      return ['paragraph', end - at]
  }
  return ['any', anyLength(lines, at)]
}

/** Lines of a fence with both its ends; 0 where the lower one is missing. */
function fenceLength(lines: readonly string[], at: number): number {
  const [sign = ''] = /^(?:`+|~+)/.exec(lines[at] ?? '') ?? []
  const end = firstFrom(lines, at + 1, (line) => isClosing(line, sign))
  return end < lines.length ? end - at + 1 : 0
}

/**
 * Lines up to a blank one behind which a block at the margin begins; all that are left where a fence
 * may run over that line.
 */
function anyLength(lines: readonly string[], at: number): number {
  let content = 0
  for (let index = at; index < lines.length; index += 1) {
    const line = lines[index] ?? ''
    if (index > at && isBlank(lines[index - 1]) && isStart(line)) return index - at
    content = itemLine.exec(line)?.[0].length ?? content
    if (!fenceSign.test(line)) continue
    const end = content > 0 ? nestedEnd(lines, index, content) : lines.length
    if (end === lines.length) return lines.length - at
    index = end
  }
  return lines.length - at
}

/** Last line of a fence that stands in an item with both its ends; behind the page for any other. */
function nestedEnd(lines: readonly string[], at: number, content: number): number {
  const [, indent = '', sign = ''] = /^( *)(`+|~+)/.exec(lines[at] ?? '') ?? []
  if (sign === '' || indent.length < content) return lines.length
  for (let index = at + 1; index < lines.length; index += 1) {
    const line = lines[index] ?? ''
    if (isBlank(line)) continue
    if (!line.startsWith(indent)) break
    // Set in further, it may be a line of the code.
    if (line[indent.length] !== ' ' && isClosing(line.slice(indent.length), sign)) return index
  }
  return lines.length
}

/** Whether a line ends a fence that `sign` has begun. */
function isClosing(line: string, sign: string): boolean {
  const [found = ''] = /^ {0,3}(?:`{3,}|~{3,})[ \t]*$/.exec(line) ?? []
  return found.trim().startsWith(sign)
}

function isStart(line: string): boolean {
  return plainLine.test(line) || headingLine.test(line) || fenceLine.test(line)
}

function firstFrom(lines: readonly string[], at: number, fits: (line: string) => boolean): number {
  for (let index = at; index < lines.length; index += 1) {
    if (fits(lines[index] ?? '')) return index
  }
  return lines.length
}

function isBlank(line: string | undefined): boolean {
  return line === undefined || line === '' || /^[ \t]+$/.test(line)
}
