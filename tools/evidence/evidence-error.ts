import type { ReportPoint } from '../message/index.ts'

/** Names of members, and indexes of items, from the root: `['examples', 'opt-in']`. */
export type MemberPath = readonly (string | number)[]

/** A fault of an evidence file. */
export class EvidenceError extends SyntaxError {
  /** Absent if the file is not JSON. */
  readonly place: ReportPoint | undefined
  constructor(reason: string, place?: ReportPoint) {
    super(reason)
    this.place = place
  }
}

const token = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]|[^\s{}[\],:"]+/g

/**
 * Find a member of a JSON text.
 *
 * @returns
 *   Start of its name, or of an item; for a missing member, start of the object that lacks it.
 */
export function memberPoint(text: string, path: MemberPath): ReportPoint {
  /** Current member or item at each level; `undefined` before the name of a member. */
  const at: (string | number | undefined)[] = []
  const best = { length: 0, offset: text.search(/\S|$/) }
  for (const { 0: word, index } of text.matchAll(token)) {
    const level = at.length - 1
    if (word === ':') continue
    if (word === '}' || word === ']') at.pop()
    else if (word === ',') at[level] = nextOf(at[level])
    else {
      if (at.length > 0) at[level] ??= JSON.parse(word) as string
      const isOnTheWay = at.length <= path.length && at.every((name, each) => name === path[each])
      if (isOnTheWay && at.length > best.length)
        Object.assign(best, { length: at.length, offset: index })
      if (word === '{') at.push(undefined)
      if (word === '[') at.push(0)
    }
  }
  return pointAt(text, best.offset)
}

function nextOf(at: string | number | undefined): number | undefined {
  return typeof at === 'number' ? at + 1 : undefined
}

function pointAt(text: string, offset: number): ReportPoint {
  const before = text.slice(0, offset).split('\n')
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1, offset }
}
