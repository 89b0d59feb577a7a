import type { Fault, Lint } from './fault.ts'
import { isNamed, isText, type RoffLine } from './roff-line.ts'

const sections = ['SH', 'SS']
const settings = ['nh', 'ad']

/** Lines that show, without switches of hyphenation and adjustment. */
function shown(lines: readonly RoffLine[]): RoffLine[] {
  return lines.filter((line) => line.name !== '"' && !isNamed(line, ...settings))
}

/** Code stands between `.EX` and `.EE`, set in at top level and bare in items. */
export const lintCode: Lint = (lines) => {
  const faults: Fault[] = []
  const used = shown(lines)
  let open: RoffLine | undefined
  const items = [false]
  for (const [index, line] of used.entries()) {
    if (isNamed(line, ...sections)) items.splice(0, items.length, false)
    if (isNamed(line, 'RS')) items.push(true)
    if (isNamed(line, 'RE') && items.length > 1) items.pop()
    if (isNamed(line, 'P')) items[items.length - 1] = items.length > 1
    if (isNamed(line, 'IP', 'TP', 'TQ')) items[items.length - 1] = true
    const isStart = isNamed(line, 'EX', 'nf')
    const isEnd = isNamed(line, 'EE', 'fi')
    if (open && !isEnd && line.name !== '' && !isNamed(line, 'P')) {
      faults.push({ line, reason: `Unexpected \`.${line.name}\` in code, expected text` })
    }
    if (isEnd && open?.name !== (line.name === 'EE' ? 'EX' : 'nf')) {
      faults.push({ line, reason: `Unexpected \`.${line.name}\`, expected its start before it` })
    }
    if (isNamed(line, 'EX')) {
      const isIn = isNamed(used[index - 1] ?? line, 'in')
      if (isIn && items.at(-1)) {
        faults.push({ line, reason: 'Unexpected `.in` before code in an item, expected none' })
      }
    }
    if (isNamed(line, 'in') && line.args.length === 0 && !isNamed(used[index - 1] ?? line, 'EE')) {
      faults.push({ line, reason: 'Unexpected end of an indent, expected it behind code' })
    }
    if (isNamed(line, 'in') && line.args.length > 0 && !isIndent(used.slice(index))) {
      faults.push({ line, reason: 'Unexpected indent, expected code in it, and its end' })
    }
    open = isStart ? line : isEnd ? undefined : open
  }
  return open
    ? [...faults, { line: open, reason: 'Unexpected code without end, expected one' }]
    : faults
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
    const reason = listFault(line, used[index + 1], last.at(-1) ?? '')
    if (reason !== undefined) faults.push({ line, reason })
    if (isNamed(line, 'RE') && stack.pop() === undefined) {
      faults.push({ line, reason: 'Unexpected `.RE`, expected `.RS` before it' })
    }
    if (isNamed(line, ...sections)) {
      faults.push(...stack.splice(0).map(unclosed))
      last.splice(0, last.length, '')
    }
    if (isNamed(line, 'RS')) {
      stack.push(line)
      last.push('')
    }
    if (isNamed(line, 'RE') && last.length > 1) last.pop()
    if (isNamed(line, 'P', 'IP', 'TP', 'TQ')) last[last.length - 1] = line.name
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
  const isTag = next && (isText(next) || isNamed(next, 'B', 'I', 'BR', 'RB', 'BI', 'IR', 'MR'))
  return isTag ? undefined : `Unexpected \`.${line.name}\` without a tag, expected text`
}

/** No paragraph is empty, and none begins where a heading has begun one. */
export const lintParagraph: Lint = (lines) => {
  const used = shown(lines)
  return used.flatMap((line, index) => {
    if (!isNamed(line, 'P') && !(isNamed(line, 'IP') && line.args.length === 0)) return []
    const before = used[index - 1]
    const behind = used[index + 1]
    if (before && isNamed(before, ...sections)) {
      return [{ line, reason: `Unexpected \`.${line.name}\` behind a heading, expected text` }]
    }
    return !behind || isNamed(behind, 'P', 'IP', 'TP', 'RE', ...sections)
      ? [{ line, reason: `Unexpected empty \`.${line.name}\`, expected text behind it` }]
      : []
  })
}

/** Links are blocks with an address and text, one behind the other. */
export const lintLink: Lint = (lines) => {
  const faults: Fault[] = []
  let open: RoffLine | undefined
  let isEmpty = true
  for (const line of shown(lines)) {
    const isEnd = isNamed(line, 'UE', 'ME')
    if (isNamed(line, 'UR', 'MT')) {
      if (open) faults.push({ line: open, reason: `Unexpected \`.${open.name}\` without end` })
      if (line.args.length !== 1) {
        faults.push({ line, reason: `Unexpected \`.${line.name}\`, expected one address` })
      }
      open = line
      isEmpty = true
    } else if (isEnd && open?.name !== (line.name === 'UE' ? 'UR' : 'MT')) {
      faults.push({ line, reason: `Unexpected \`.${line.name}\`, expected its start before it` })
    } else if (isEnd && isEmpty) {
      faults.push({ line, reason: 'Unexpected link without text, expected some' })
    }
    if (isText(line)) isEmpty = false
    if (isEnd) open = undefined
  }
  return open
    ? [...faults, { line: open, reason: `Unexpected \`.${open.name}\` without end` }]
    : faults
}
