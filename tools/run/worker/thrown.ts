import { get, indexIn, inspect, isPromise, sliceOf, toText } from './originals.ts'
import type { Thrown } from './protocol.ts'

/** Characters of a name, a message or a value to show. */
const longest = 2_000
/** Characters of a stack to keep, from its end, where the frames are. */
const longestStack = 20_000
/** Errors that can hide each other, as those of disposals do. */
const deepest = 100

/** Turn a thrown value into data; if a disposal failed too, the first error counts. */
export function toThrown(value: unknown): Thrown {
  let stack: string | undefined
  try {
    const error = firstError(value)
    if (!isErrorLike(error)) return { name: '', message: show(error), isError: false }
    stack = stackOf(error)
    return { ...describe(error), ...(stack !== undefined && { stack }) }
  } catch (problem) {
    const unshown = reasonOf(problem)
    return { name: '', message: '', isError: false, unshown, ...(stack !== undefined && { stack }) }
  }
}

/** Say in one line why a value cannot be shown; never throws. */
export function reasonOf(problem: unknown): string {
  try {
    const text = isErrorLike(problem) ? titleOf(problem) : show(problem)
    const end = indexIn(text, '\n')
    return `showing it throws \`${end < 0 ? text : sliceOf(text, 0, end)}\``
  } catch {
    return 'showing it throws something that cannot be shown either'
  }
}

function describe(error: Error): Omit<Thrown, 'stack'> {
  const code = textAt(error, 'code')
  const syscall = textAt(error, 'syscall')
  const errno: unknown = get(error, 'errno')
  return {
    name: cut(toText(error.name)),
    message: cut(toText(error.message)),
    isError: true,
    ...(code !== undefined && { code }),
    ...(syscall !== undefined && { syscall }),
    ...(typeof errno === 'number' && { errno }),
  }
}

function titleOf({ name, message }: Error): string {
  return cut(`${toText(name)}: ${toText(message)}`)
}

function firstError(value: unknown): unknown {
  let error = value
  for (let depth = 0; depth < deepest; depth += 1) {
    if (!isErrorLike(error) || error.name !== 'SuppressedError') return error
    if (!('suppressed' in error)) return error
    error = error.suppressed
  }
  return value
}

function isErrorLike(value: unknown): value is Error {
  return typeof value === 'object' && value !== null && 'message' in value && 'name' in value
}

function stackOf(error: Error): string | undefined {
  try {
    const { stack } = error
    if (typeof stack !== 'string') return undefined
    return stack.length <= longestStack ? stack : sliceOf(stack, -longestStack)
  } catch {
    // The last line reached is blamed.
    return undefined
  }
}

function textAt(error: Error, key: string): string | undefined {
  const value: unknown = get(error, key)
  return typeof value === 'string' ? cut(value) : undefined
}

function show(value: unknown): string {
  // Its members are internal numbers of Node, which differ each time.
  if (isPromise(value)) return '[object Promise]'
  const options = { maxStringLength: longest, breakLength: Number.POSITIVE_INFINITY, compact: true }
  return cut(inspect(value, options))
}

function cut(text: string): string {
  return text.length <= longest ? text : `${sliceOf(text, 0, longest)}…`
}
