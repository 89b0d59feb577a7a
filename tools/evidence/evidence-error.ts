import type { ReportPoint } from '../message/index.ts'

/** Names of members on the way from the root to one, and numbers of items: `['examples', 'opt-in']`. */
export type MemberPath = readonly (string | number)[]

/** What is wrong with an evidence file. */
export class EvidenceError extends SyntaxError {
  /** Absent where the file is not JSON. */
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
 * @param text
 *   JSON.
 * @param path
 *   Of the member.
 * @returns
 *   Where its name stands, or the first character of an item; of a missing member, where the object
 *   stands that lacks it.
 */
export function memberPoint(text: string, path: MemberPath): ReportPoint {
  /** Member or item that is read at each level; the name is yet to come after `{` and `,`. */
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
