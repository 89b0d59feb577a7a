import type { Json, Outcome } from '../../spec/index.ts'

/** Say in canonical form what a call returned. */
export function outcomeOfValue(value: unknown, json: boolean): Outcome {
  if (value === undefined) return { kind: 'ok' }
  if (value === null) return { kind: 'none' }
  const signal = json ? undefined : signalOf(value)
  if (signal !== undefined) return { kind: 'signal', signal }
  const plain = toJson(value)
  return plain === undefined ? { kind: 'ok' } : { kind: 'value', value: plain }
}

/** Say in canonical form how a call failed; undefined where the error is no system's answer. */
export function outcomeOfError(error: unknown): Outcome | undefined {
  if (typeof error !== 'object' || error === null) return undefined
  const name = Reflect.get(error, 'name')
  const signal = Reflect.get(error, 'signal')
  if (name === 'KilledError' && typeof signal === 'string') return { kind: 'killed', signal }
  // The simulator can prove that a call never returns; a real kernel only lets us wait.
  if (name === 'DeadlockError') return { kind: 'blocks' }
  const code = Reflect.get(error, 'code')
  if (typeof code !== 'string') return undefined
  if (/^E[A-Z0-9]+$/.test(code)) return { kind: 'errno', code }
  return /^SIG[A-Z0-9+]+$/.test(code) ? { kind: 'signal', signal: code } : undefined
}

function signalOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !('signo' in value)) return undefined
  const signal = Reflect.get(value, 'signal')
  return typeof signal === 'string' ? signal : undefined
}

function toJson(value: unknown): Json | undefined {
  if (typeof value === 'bigint' || (typeof value === 'number' && !Number.isFinite(value))) {
    return String(value)
  }
  try {
    const text: string | undefined = JSON.stringify(value)
    return text === undefined ? undefined : (JSON.parse(text) as Json)
  } catch {
    // A value that JSON cannot hold (a cycle) is a success without a text.
    return undefined
  }
}
