import { KilledError, SystemError, UnsupportedError } from '../errors.ts'
import type { TraceLine } from '../port.ts'
import type { Observed } from './observe.ts'

/**
 * Output line of a call that has settled.
 *
 * A fault is a result, not an errno. A call that was given up has no line.
 */
export function outcomeLine(
  id: unknown,
  { returned, value }: Pick<Observed, 'returned' | 'value'>,
  at: number,
): TraceLine | undefined {
  if (returned) return { id, result: value ?? (value === null ? null : 0), at }
  if (value instanceof KilledError) return { id, killed: value.signal, at }
  if (value instanceof UnsupportedError) return { id, unsupported: value.capability, at }
  if (!(value instanceof SystemError)) return undefined
  if (value.code.startsWith('SIG')) return { id, result: value.code, at }
  return { id, errno: value.code, at }
}
