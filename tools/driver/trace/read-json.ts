/** A JSON value with the 0-based offset at which it starts. */
export type JsonNode =
  | { readonly type: 'object'; readonly start: number; readonly members: readonly JsonMember[] }
  | { readonly type: 'array'; readonly start: number; readonly items: readonly JsonNode[] }
  | {
      readonly type: 'scalar'
      readonly start: number
      readonly value: string | number | boolean | null
    }

export interface JsonMember {
  readonly key: string
  /** Offset of the key's quote. */
  readonly start: number
  readonly value: JsonNode
}

/** Thrown by `readJson`; `offset` is 0-based. */
export class JsonError extends Error {
  override readonly name: string = 'JsonError'
  readonly offset: number

  constructor(reason: string, offset: number) {
    super(reason)
    this.offset = offset
  }
}

const deepest = 100
const scalar =
  /"(?:[^"\\\p{Cc}]|[\u007f-\u009f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/uy
const space = /[ \t\r\n]*/y

interface Cursor {
  readonly text: string
  offset: number
}

/**
 * Read JSON with the positions of values, which `JSON.parse` drops.
 *
 * @throws {JsonError}
 *   If the JSON is malformed, or has a duplicate key, which `JSON.parse` accepts.
 */
export function readJson(text: string): JsonNode {
  const cursor: Cursor = { text, offset: 0 }
  const node = readValue(cursor, 0)
  skipSpace(cursor)
  if (cursor.offset < text.length) throw unexpected(cursor, 'end of line')
  return node
}

/** Value of a node, without positions. */
export function jsonValue(node: JsonNode): unknown {
  if (node.type === 'scalar') return node.value
  if (node.type === 'array') return node.items.map(jsonValue)
  return Object.fromEntries(node.members.map(({ key, value }) => [key, jsonValue(value)]))
}

function readValue(cursor: Cursor, depth: number): JsonNode {
  if (depth > deepest)
    throw new JsonError('Unexpected nesting, expected at most 100 levels', cursor.offset)
  skipSpace(cursor)
  const next = cursor.text[cursor.offset]
  if (next === '{') return readObject(cursor, depth)
  if (next === '[') return readArray(cursor, depth)
  return readScalar(cursor)
}

function readObject(cursor: Cursor, depth: number): JsonNode {
  const start = cursor.offset++
  const members: JsonMember[] = []
  if (take(cursor, '}')) return { type: 'object', start, members }
  do {
    skipSpace(cursor)
    const key = cursor.text[cursor.offset] === '"' ? readScalar(cursor) : undefined
    if (key?.type !== 'scalar') throw unexpected(cursor, 'a key in double quotes')
    const name = String(key.value)
    if (members.some((member) => member.key === name)) {
      throw new JsonError(`Unexpected duplicate key \`${name}\``, key.start)
    }
    if (!take(cursor, ':')) throw unexpected(cursor, '`:`')
    members.push({ key: name, start: key.start, value: readValue(cursor, depth + 1) })
  } while (take(cursor, ','))
  if (!take(cursor, '}')) throw unexpected(cursor, '`,` or `}`')
  return { type: 'object', start, members }
}

function readArray(cursor: Cursor, depth: number): JsonNode {
  const start = cursor.offset++
  const items: JsonNode[] = []
  if (take(cursor, ']')) return { type: 'array', start, items }
  do {
    items.push(readValue(cursor, depth + 1))
  } while (take(cursor, ','))
  if (!take(cursor, ']')) throw unexpected(cursor, '`,` or `]`')
  return { type: 'array', start, items }
}

function readScalar(cursor: Cursor): JsonNode {
  scalar.lastIndex = cursor.offset
  const match = scalar.exec(cursor.text)
  if (match === null) throw unexpected(cursor, 'a JSON value')
  const start = cursor.offset
  cursor.offset += match[0].length
  return { type: 'scalar', start, value: JSON.parse(match[0]) as string | number | boolean | null }
}

function skipSpace(cursor: Cursor): void {
  space.lastIndex = cursor.offset
  cursor.offset += space.exec(cursor.text)?.[0].length ?? 0
}

function take(cursor: Cursor, mark: string): boolean {
  skipSpace(cursor)
  if (cursor.text[cursor.offset] !== mark) return false
  cursor.offset++
  return true
}

function unexpected(cursor: Cursor, expected: string): JsonError {
  const character = cursor.text[cursor.offset]
  // A quote at the start of a value begins a string that the pattern did not match.
  const broken = character === '"' && expected.startsWith('a ')
  const name = broken ? 'unterminated string or bad escape' : `\`${character}\``
  const found = character === undefined ? 'end of line' : name
  return new JsonError(`Unexpected ${found}, expected ${expected}`, cursor.offset)
}
