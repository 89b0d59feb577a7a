import type { ExpectedLine, OutputLine } from './outcome-lines.ts'

export interface MatchOptions {
  /** `exact`: equal to the model's; `renamed`: process ids and handles correspond one to one. */
  readonly numbers: 'exact' | 'renamed'
  /** Seconds by which times can differ. */
  readonly slack: number
}

/** Recorded numbers to the model's, and the reverse: `pid 2524` to `1003`. */
export type Names = ReadonlyMap<string, string>

export interface Answered {
  readonly process: string
  readonly call: string
}

/**
 * Compare a recorded line with an expected one.
 *
 * @returns
 *   Extended names, or undefined if the lines differ.
 */
export function matchLine(
  recorded: OutputLine,
  expected: ExpectedLine,
  { answered, names, options }: Matching,
): Names | undefined {
  const wanted = plain(expected.line)
  const found = plain(recorded)
  if (Math.abs(Number(found['at']) - Number(wanted['at'])) > options.slack) return undefined
  const { at: _, ...own } = found
  const { at: __, ...should } = wanted
  if (isAlternative(own, should, expected)) return names
  if (options.numbers === 'exact') return same(own, should) ? names : undefined
  return matchRenamed(own, should, { answered, names })
}

export interface Matching {
  readonly answered: Answered | undefined
  readonly names: Names
  readonly options: MatchOptions
}

/** A call without a value, such as `exit`, has no member `result` in JSON. */
function plain(line: OutputLine): OutputLine {
  const { result, ...rest } = line
  const isBare = 'id' in rest && Object.keys(rest).every((key) => key === 'id' || key === 'at')
  if (result !== undefined) return line
  return isBare ? { ...rest, result: 0 } : rest
}

function isAlternative(own: OutputLine, should: OutputLine, { oneOf }: ExpectedLine): boolean {
  if (oneOf === undefined || own['id'] !== should['id']) return false
  const { id: _, ...answer } = own
  return oneOf.some(({ value, code }) =>
    same(answer, code === undefined ? { result: value } : { errno: code }),
  )
}

function matchRenamed(
  own: OutputLine,
  should: OutputLine,
  { answered, names }: Pick<Matching, 'answered' | 'names'>,
): Names | undefined {
  // A real kernel reports the descriptor only after F_SETSIG.
  const { si_fd: fd, ...event } = own
  const { si_fd: leaseFd, ...wanted } = should
  if ('signal' in own) {
    return same(event, wanted) && (fd === undefined || fd === leaseFd) ? names : undefined
  }
  if (!('result' in own) || !('result' in should)) return same(own, should) ? names : undefined
  if (own['id'] !== should['id'] || answered === undefined) return undefined
  const { process, call } = answered
  if (call === 'readFile') return names
  const pair = [own['result'], should['result']] as const
  if (call === 'spawn' || call === 'fork') return rename(names, 'pid', pair)
  return matchValue(names, process, pair)
}

/** Match handles by the objects of their process, and other values exactly. */
function matchValue(
  names: Names,
  process: string,
  [own, should]: readonly [unknown, unknown],
): Names | undefined {
  if (isHandle(own) && isHandle(should)) {
    const [[kind, number] = []] = Object.entries(own)
    const [[other, wanted] = []] = Object.entries(should)
    return kind === other ? rename(names, `${process} ${kind}`, [number, wanted]) : undefined
  }
  return same(own, should) ? names : undefined
}

const handleKinds = new Set(['map', 'mr', 'buffers', 'pin', 'pipe'])

function isHandle(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false
  return Object.keys(value).every((key) => handleKinds.has(key))
}

/** Match numbers one to one; a reused number can refer to a new object. */
function rename(
  names: Names,
  kind: string,
  [own, should]: readonly [unknown, unknown],
): Names | undefined {
  if (typeof own !== 'number' || typeof should !== 'number') return undefined
  if (own < 0 !== should < 0) return undefined
  const [there, back] = [`${kind} ${own}`, `${kind} = ${should}`]
  const [known, knownBack] = [names.get(there), names.get(back)]
  // A new object can have the number of a released one.
  if (knownBack === undefined && (known === undefined || !kind.endsWith('pid'))) {
    return new Map([...names, [there, String(should)], [back, String(own)]])
  }
  return known === String(should) && knownBack === String(own) ? names : undefined
}

/** Whether two JSON values are equal, in any order of members. */
function same(left: unknown, right: unknown): boolean {
  if (left === right) return true
  if (typeof left !== 'object' || typeof right !== 'object') return false
  if (left === null || right === null || Array.isArray(left) !== Array.isArray(right)) return false
  const keys = Object.keys(left)
  return (
    keys.length === Object.keys(right).length &&
    keys.every((key) => key in right && same(Reflect.get(left, key), Reflect.get(right, key)))
  )
}
