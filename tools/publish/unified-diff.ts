/**
 * Compare two texts line by line.
 *
 * @param before
 *   Old text.
 * @param after
 *   New text.
 * @param name
 *   Path in the header.
 * @returns
 *   Unified diff with three lines of context; empty where the texts are equal.
 * @see diff(1), option `-u`
 */
export function unifiedDiff(before: string, after: string, name: string): string {
  if (before === after) return ''
  const edits = editsBetween(splitLines(before), splitLines(after))
  const hunks = hunksOf(edits).map(formatHunk)
  return `--- a/${name}\n+++ b/${name}\n${hunks.join('')}`
}

interface Edit {
  readonly sign: ' ' | '-' | '+'
  readonly text: string
  /** Lines of the old and of the new text before this one. */
  readonly old: number
  readonly now: number
}

const context = 3

function splitLines(text: string): string[] {
  if (text === '') return []
  const lines = text.split('\n')
  const last = lines.pop() ?? ''
  return last === '' ? lines : [...lines, `${last}\n\\ No newline at end of file`]
}

function editsBetween(before: readonly string[], after: readonly string[]): Edit[] {
  let head = 0
  while (head < before.length && before[head] === after[head]) head += 1
  if (head === after.length && head === before.length) return []
  let tail = 0
  const room = Math.min(before.length, after.length) - head
  while (tail < room && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1
  const signs = [
    ...Array.from({ length: head }, () => ' ' as const),
    ...middle(before.slice(head, before.length - tail), after.slice(head, after.length - tail)),
    ...Array.from({ length: tail }, () => ' ' as const),
  ]
  let old = 0
  let now = 0
  return signs.map((sign) => {
    const edit = { sign, text: (sign === '+' ? after[now] : before[old]) ?? '', old, now }
    if (sign !== '+') old += 1
    if (sign !== '-') now += 1
    return edit
  })
}

/** Longest common subsequence; two long texts that differ all over are shown as one replacement. */
function middle(before: readonly string[], after: readonly string[]): Edit['sign'][] {
  if (before.length * after.length > 4_000_000) {
    return [...before.map(() => '-' as const), ...after.map(() => '+' as const)]
  }
  const width = after.length + 1
  const common = new Uint32Array((before.length + 1) * width)
  const at = (i: number, j: number): number => common[i * width + j] ?? 0
  for (let i = before.length - 1; i >= 0; i -= 1) {
    for (let j = after.length - 1; j >= 0; j -= 1) {
      const same = before[i] === after[j]
      common[i * width + j] = same ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
    }
  }
  const signs: Edit['sign'][] = []
  let i = 0
  let j = 0
  while (i < before.length || j < after.length) {
    const sign = signAt(i, j)
    signs.push(sign)
    if (sign !== '+') i += 1
    if (sign !== '-') j += 1
  }
  return signs

  function signAt(row: number, column: number): Edit['sign'] {
    if (row === before.length) return '+'
    if (column === after.length) return '-'
    if (before[row] === after[column]) return ' '
    return at(row + 1, column) >= at(row, column + 1) ? '-' : '+'
  }
}

function hunksOf(edits: readonly Edit[]): Edit[][] {
  const hunks: Edit[][] = []
  let end = -1
  edits.forEach((edit, index) => {
    if (edit.sign === ' ') return
    const start = Math.max(index - context, end)
    const stop = Math.min(index + context + 1, edits.length)
    const last = hunks.at(-1)
    if (last !== undefined && index - context <= end) last.push(...edits.slice(end, stop))
    else hunks.push(edits.slice(Math.max(start, 0), stop))
    end = stop
  })
  return hunks
}

function formatHunk(edits: readonly Edit[]): string {
  const oldCount = edits.filter((edit) => edit.sign !== '+').length
  const nowCount = edits.filter((edit) => edit.sign !== '-').length
  const old = range(edits[0]?.old ?? 0, oldCount)
  const now = range(edits[0]?.now ?? 0, nowCount)
  return `@@ -${old} +${now} @@\n${edits.map((edit) => `${edit.sign}${edit.text}\n`).join('')}`
}

function range(linesBefore: number, count: number): string {
  const first = count === 0 ? linesBefore : linesBefore + 1
  return count === 1 ? `${first}` : `${first},${count}`
}
