import { nearest } from '../../words/index.ts'
import type { TraceProblem } from './problem.ts'
import type { JsonMember, JsonNode } from './read-json.ts'

export interface Reading {
  readonly problems: TraceProblem[]
  readonly names: Set<string>
  /** Processes that any line of the trace names. */
  readonly processes: Set<string>
  /** Processes that an earlier line has used. */
  readonly used: Set<string>
  /** Children of earlier `fork` calls, which may have failed. */
  readonly forked: Set<string>
  /** Ids so far, as JSON text, so `1` and `"1"` differ. */
  readonly ids: Set<string>
  /** 1-based number of the line. */
  line: number
  /** Whether a line was unreadable, which could have defined an unknown name. */
  torn: boolean
}

/** Report a problem at a 0-based offset of the line. */
export function report(reading: Reading, start: number, reason: string): undefined {
  reading.problems.push({ line: reading.line, column: start + 1, reason })
  return undefined
}

/** Report an unknown word, with the most similar known one. */
export function reportUnknown(
  reading: Reading,
  start: number,
  found: { what: string; word: string; known: Iterable<string> },
): undefined {
  const like = nearest(found.word, found.known)
  const expected = like === undefined ? `a known ${found.what}` : `\`${like}\``
  return report(reading, start, `Unexpected ${found.what} \`${found.word}\`, expected ${expected}`)
}

/** Describe a node for a message. */
export function describe(node: JsonNode): string {
  if (node.type === 'scalar') return `\`${JSON.stringify(node.value)}\``
  return node.type === 'array' ? 'list' : 'object'
}

/** Members of an object by key; unknown keys are reported. */
export function members(
  reading: Reading,
  node: JsonNode,
  known: readonly string[],
): ReadonlyMap<string, JsonMember> | undefined {
  if (node.type !== 'object') {
    return report(reading, node.start, `Unexpected ${describe(node)}, expected an object`)
  }
  for (const { key, start } of node.members) {
    if (!known.includes(key)) reportUnknown(reading, start, { what: 'key', word: key, known })
  }
  return new Map(node.members.map((member) => [member.key, member]))
}

/** Value of a node of the given type; any other is reported. */
export function scalarOf<T extends 'string' | 'number' | 'boolean'>(
  reading: Reading,
  node: JsonNode,
  type: T,
): { string: string; number: number; boolean: boolean }[T] | undefined {
  // biome-ignore format: one line
  if (node.type === 'scalar' && typeof node.value === type) return node.value as { string: string; number: number; boolean: boolean }[T]
  const article = type === 'boolean' ? '`true` or `false`' : `a ${type}`
  return report(reading, node.start, `Unexpected ${describe(node)}, expected ${article}`)
}
