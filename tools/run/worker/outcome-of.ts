import type { Json, Outcome } from '../../outcome/index.ts'
import { get, isFiniteNumber, matches, ownKeys, parse, stringify, toText } from './originals.ts'
import { reasonOf } from './thrown.ts'

/** Levels that a value can have: comparing and printing it recurses through all of them. */
const deepest = 200

/** What a call returned, in canonical form. */
export interface Shown {
  readonly outcome: Outcome
  /** Why the value cannot be shown; then it only counts as a success. */
  readonly unshown?: string
}

/** Convert what a call returned to an outcome; never throws. */
export function outcomeOfValue(value: unknown, json: boolean): Shown {
  if (value === undefined) return { outcome: { kind: 'ok' } }
  if (value === null) return { outcome: { kind: 'none' } }
  try {
    const signal = json ? undefined : signalOf(value)
    if (signal !== undefined) return { outcome: { kind: 'signal', signal } }
    const plain = toJson(value)
    return { outcome: plain === undefined ? { kind: 'ok' } : { kind: 'value', value: plain } }
  } catch (problem) {
    // A value that JSON cannot hold (a cycle) only counts as a success.
    return { outcome: { kind: 'ok' }, unshown: reasonOf(problem) }
  }
}

/** Convert an error to an outcome; `undefined` if it does not come from a system. */
export function outcomeOfError(error: unknown): Outcome | undefined {
  try {
    return typeof error === 'object' && error !== null ? answerOf(error) : undefined
  } catch {
    // Showing the error will reveal why.
    return undefined
  }
}

function answerOf(error: object): Outcome | undefined {
  const name = get(error, 'name')
  const signal = get(error, 'signal')
  if (name === 'KilledError' && typeof signal === 'string') return { kind: 'killed', signal }
  // Only the simulator can prove that a call never returns; on a real kernel, a timeout decides.
  if (name === 'DeadlockError') return { kind: 'blocks' }
  const code = get(error, 'code')
  if (typeof code !== 'string') return undefined
  if (matches(/^E[A-Z0-9]+$/, code)) return { kind: 'errno', code }
  return matches(/^SIG[A-Z0-9+]+$/, code) ? { kind: 'signal', signal: code } : undefined
}

function signalOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !('signo' in value)) return undefined
  const signal = get(value, 'signal')
  return typeof signal === 'string' ? signal : undefined
}

function toJson(value: unknown): Json | undefined {
  if (typeof value === 'bigint' || (typeof value === 'number' && !isFiniteNumber(value))) {
    return toText(value)
  }
  const text: string | undefined = stringify(value)
  if (text === undefined) return undefined
  const plain = parse(text) as Json
  assertDepth(plain, deepest)
  return plain
}

function assertDepth(value: Json, left: number): void {
  if (typeof value !== 'object' || value === null) return
  if (left === 0) throw new RangeError(`Unexpected value of more than ${deepest} levels`)
  const keys = ownKeys(value)
  for (let index = 0; index < keys.length; index += 1) {
    assertDepth(get(value, keys[index] ?? '') as Json, left - 1)
  }
}
