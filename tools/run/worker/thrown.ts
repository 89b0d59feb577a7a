import { inspect } from 'node:util'
import type { Thrown } from './protocol.ts'

/** Turn whatever was thrown into data; of a disposal that failed too, the first error counts. */
export function toThrown(value: unknown): Thrown {
  const error = firstError(value)
  if (!isErrorLike(error)) return { name: '', message: inspect(error), isError: false }
  const { name, message, stack } = error
  const code = text(error, 'code')
  const syscall = text(error, 'syscall')
  const errno: unknown = Reflect.get(error, 'errno')
  return {
    name: String(name),
    message: String(message),
    isError: true,
    ...(typeof stack === 'string' && { stack }),
    ...(code !== undefined && { code }),
    ...(syscall !== undefined && { syscall }),
    ...(typeof errno === 'number' && { errno }),
  }
}

function firstError(value: unknown): unknown {
  let error = value
  while (isErrorLike(error) && error.name === 'SuppressedError' && 'suppressed' in error) {
    error = error.suppressed
  }
  return error
}

function isErrorLike(value: unknown): value is Error {
  return typeof value === 'object' && value !== null && 'message' in value && 'name' in value
}

function text(error: Error, key: string): string | undefined {
  const value: unknown = Reflect.get(error, key)
  return typeof value === 'string' ? value : undefined
}
