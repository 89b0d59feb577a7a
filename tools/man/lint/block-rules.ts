import type { Fault, Lint } from './fault.ts'
import { isNamed, type RoffLine, shownIn } from './roff-line.ts'

const sections = new Set(['SH', 'SS'])
const paragraphs = new Set(['P', 'IP', 'TP', 'TQ'])
const empty = new Set(['P', 'IP', 'TP', 'RE', ...sections])

/** Lines without comments, and switches of hyphenation and adjustment. */
function shown(lines: readonly RoffLine[]): RoffLine[] {
  return lines.filter(({ name }) => name !== '"' && name !== 'nh' && name !== 'ad')
}

/** Code is between `.EX` and `.EE`, indented at top level and not in items. */
export const lintCode: Lint = (lines) => {
  const faults: Fault[] = []
  const used = shown(lines)
  let open: RoffLine | undefined
  const items = [false]
  for (const [index, line] of used.entries()) {
    const { name } = line
    if (name === '') continue
    if (sections.has(name)) items.splice(0, items.length, false)
    else if (name === 'RS') items.push(true)
    else if (name === 'RE' && items.length > 1) items.pop()
    else if (paragraphs.has(name)) items[items.length - 1] = name !== 'P' || items.length > 1
    const isStart = name === 'EX' || name === 'nf'
    const isEnd = name === 'EE' || name === 'fi'
    if (open && !isEnd && name !== 'P' && shownIn(line) === undefined) {
      faults.push({ line, reason: `Unexpected \`.${name}\` in code, expected text` })
    }
    if (isEnd && open?.name !== (name === 'EE' ? 'EX' : 'nf')) {
      faults.push({ line, reason: `Unexpected \`.${name}\`, expected its start before it` })
    }
    if (name === 'EX' && used[index - 1]?.name === 'in' && items.at(-1)) {
      faults.push({ line, reason: 'Unexpected `.in` before code in an item, expected none' })
    }
    if (name === 'in') {
      const reason = indentFault(used, index)
      if (reason !== undefined) faults.push({ line, reason })
    }
    open = isStart ? line : isEnd ? undefined : open
  }
  return open ? [...faults, { line: open, reason: 'Missing end of code' }] : faults
}

function indentFault(used: readonly RoffLine[], index: number): string | undefined {
  if (used[index]?.args.length !== 0) {
    return isIndent(used.slice(index))
      ? undefined
      : 'Unexpected indent, expected code and the end of the indent'
  }
  const before = used[index - 1]
  return before && isNamed(before, 'EE')
    ? undefined
    : 'Unexpected end of an indent, expected it after code'
}

/** Whether lines are an indent, code, and the end of the indent. */
function isIndent([indent, start, ...rest]: readonly RoffLine[]): boolean {
  if (!indent || !start || !isNamed(start, 'EX')) return false
  const end = rest[rest.findIndex((line) => isNamed(line, 'EE')) + 1]
  return end !== undefined && isNamed(end, 'in') && end.args.length === 0
}

/** Lists are tagged, bulleted or numbered paragraphs; nested ones are in balanced blocks. */
export const lintList: Lint = (lines) => {
  const faults: Fault[] = []
  const used = shown(lines)
  const stack: RoffLine[] = []
  const last = ['']
  for (const [index, line] of used.entries()) {
    const { name } = line
    if (name === '') continue
    const reason = listFault(line, used[index + 1], last.at(-1) ?? '')
    if (reason !== undefined) faults.push({ line, reason })
    if (name === 'RE') {
      if (stack.pop() === undefined) {
        faults.push({ line, reason: 'Unexpected `.RE`, expected `.RS` before it' })
      }
      if (last.length > 1) last.pop()
    } else if (sections.has(name)) {
      faults.push(...stack.splice(0).map(unclosed))
      last.splice(0, last.length, '')
    } else if (name === 'RS') {
      stack.push(line)
      last.push('')
    } else if (paragraphs.has(name)) last[last.length - 1] = name
  }
  return [...faults, ...stack.map(unclosed)]
}

function unclosed(line: RoffLine): Fault {
  return { line, reason: 'Unexpected `.RS` without end, expected `.RE`' }
}

function listFault(line: RoffLine, next: RoffLine | undefined, last: string): string | undefined {
  if (isNamed(line, 'IP') && line.args.length > 0 && !/^\d+$/.test(line.args[1] ?? '')) {
    return 'Unexpected arguments of `.IP`, expected a tag and an indent, or none'
  }
  if (isNamed(line, 'TQ') && last !== 'TP' && last !== 'TQ') {
    return 'Unexpected `.TQ`, expected `.TP` before it'
  }
  if (!isNamed(line, 'TP', 'TQ')) return undefined
  const isTag = next && (shownIn(next) !== undefined || next.name === 'MR')
  return isTag ? undefined : `Unexpected \`.${line.name}\` without a tag, expected text`
}

/** No paragraph is empty, or follows a heading, which starts one itself. */
export const lintParagraph: Lint = (lines) => {
  const faults: Fault[] = []
  const used = shown(lines)
  for (const [index, line] of used.entries()) {
    const { name, args } = line
    if (name !== 'P' && (name !== 'IP' || args.length > 0)) continue
    const before = used[index - 1]
    const after = used[index + 1]
    if (before && sections.has(before.name)) {
      faults.push({ line, reason: `Unexpected \`.${name}\` after a heading, expected text` })
    } else if (!after || empty.has(after.name)) {
      faults.push({ line, reason: `Unexpected empty \`.${name}\`, expected text after it` })
    }
  }
  return faults
}

/** Links are blocks with an address and text, not nested. */
export const lintLink: Lint = (lines) => {
  const faults: Fault[] = []
  let open: RoffLine | undefined
  let isEmpty = true
  for (const line of lines) {
    const { name } = line
    const isEnd = name === 'UE' || name === 'ME'
    if (name === 'UR' || name === 'MT') {
      if (open) faults.push({ line: open, reason: `Unexpected \`.${open.name}\` without end` })
      if (line.args.length !== 1) {
        faults.push({ line, reason: `Unexpected \`.${name}\`, expected one address` })
      }
      open = line
      isEmpty = true
    } else if (isEnd && open?.name !== (name === 'UE' ? 'UR' : 'MT')) {
      faults.push({ line, reason: `Unexpected \`.${name}\`, expected its start before it` })
    } else if (isEnd && isEmpty) {
      faults.push({ line, reason: 'Missing text of a link' })
    }
    if (shownIn(line) !== undefined) isEmpty = false
    if (isEnd) open = undefined
  }
  return open
    ? [...faults, { line: open, reason: `Unexpected \`.${open.name}\` without end` }]
    : faults
}
