import { isAbsolute, normalize, relative } from 'node:path'
import type { ArgumentKind } from '../../call-shapes.ts'
import type { Data } from '../../port.ts'
import { signalNumber } from '../../signals.ts'

/** Errno of an argument that the kernel would refuse. */
export interface Refusal {
  readonly code: 'EINVAL' | 'EBADF' | 'EFAULT' | 'EOVERFLOW'
}

/** An argument as a word on the wire, or its errno. */
export type Word = string | Refusal

export interface WireContext {
  /** Directory of the world. */
  readonly directory: string
  /** Pid of a process, given as an object, a name or a number. */
  pid(target: unknown): number
}

/**
 * Encode one argument of a call for the actor program.
 *
 * @throws {Error}
 *   For a path outside the world's directory.
 */
export function encodeArgument(kind: ArgumentKind, value: unknown, context: WireContext): Word {
  return encoders[kind](value, context)
}

type Encode = (value: unknown, context: WireContext) => Word

const encoders: Readonly<Record<ArgumentKind, Encode>> = {
  path: (value, { directory }) => encodePath(value, directory),
  'path or fd': (value, context) =>
    typeof value === 'number' ? encodeFd(value) : encodePath(value, context.directory),
  fd: encodeFd,
  number: encodeInteger,
  'number?': encodeInteger,
  data: (value) => encodeData(value as Data),
  map: (value) => encodeHandle(value, 'map'),
  mr: (value) => encodeHandle(value, 'mr'),
  buffers: (value) => encodeHandle(value, 'buffers'),
  pin: (value) => encodeHandle(value, 'pin'),
  pipe: (value) => encodeHandle(value, 'pipe'),
  process: (value, context) => encodeInteger(context.pid(value)),
  'new process': encodeInteger,
  signal: encodeSignal,
  action: () => ({ code: 'EINVAL' }),
  'restart?': (value) =>
    value === undefined ? '0' : value === 'restart' ? '1' : { code: 'EINVAL' },
  how: (value) => (value === 'block' ? '1' : value === 'unblock' ? '0' : { code: 'EINVAL' }),
}

/** Text as a word on the wire. */
export function encodeText(text: string): string {
  return `x${Buffer.from(text).toString('hex')}`
}

function encodeInteger(value: unknown): Word {
  if (typeof value !== 'number' || !Number.isInteger(value)) return { code: 'EINVAL' }
  return Math.abs(value) < 2 ** 63 ? BigInt(value).toString() : { code: 'EINVAL' }
}

function encodeFd(value: unknown): Word {
  const isFd = typeof value === 'number' && Number.isInteger(value) && Math.abs(value) < 2 ** 31
  return isFd ? String(value) : { code: 'EBADF' }
}

function encodeSignal(value: unknown): Word {
  if (typeof value !== 'string') return encodeInteger(value)
  const number = signalNumber(value)
  return number === undefined ? { code: 'EINVAL' } : String(number)
}

function encodeHandle(value: unknown, member: string): Word {
  const handle: unknown = (value as Record<string, unknown> | null | undefined)?.[member]
  return typeof handle === 'number' ? encodeInteger(handle) : { code: 'EINVAL' }
}

function encodeData(data: Data): Word {
  if (typeof data === 'string') return encodeText(data)
  if (typeof data !== 'object' || data === null) return { code: 'EFAULT' }
  if ('hex' in data) {
    const whole = /^(?:[0-9a-f]{2})*$/i.test(data.hex)
    return whole ? `x${data.hex.toLowerCase()}` : { code: 'EINVAL' }
  }
  const { fill, length } = data
  const usable = Number.isInteger(fill) && Number.isSafeInteger(length) && length >= 0
  return usable ? `f${fill & 0xff},${length}` : { code: 'EINVAL' }
}

/**
 * Encode a path within the world.
 *
 * @throws {Error}
 *   If it leads out of `directory` or contains a zero byte.
 */
export function encodePath(value: unknown, directory: string): Word {
  if (typeof value !== 'string') return { code: 'EFAULT' }
  if (value.includes('\0')) {
    throw new Error(`Unexpected zero byte in path \`${value.replaceAll('\0', '\\0')}\``)
  }
  const inside = isAbsolute(value) ? relative(directory, normalize(value)) : normalize(value)
  if (inside === '..' || inside.startsWith('../')) {
    throw new Error(`Unexpected path \`${value}\`, expected one within \`${directory}\``)
  }
  return encodeText(value)
}

/**
 * Encode a path that is only read, which can be in `/proc` too.
 *
 * @throws {Error}
 *   As `encodePath`.
 */
export function encodeReadPath(value: unknown, directory: string): Word {
  const isProc = typeof value === 'string' && normalize(value).startsWith('/proc/')
  return isProc && !value.includes('\0')
    ? encodeText(normalize(value))
    : encodePath(value, directory)
}
