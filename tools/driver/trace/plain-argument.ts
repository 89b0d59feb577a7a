import { type ArgumentKind, callShapes, isCallName } from '../call-shapes.ts'
import { signalNumber } from '../signals.ts'

/**
 * Argument as plain JSON data for the model and for traces.
 *
 * An invalid value (a number that is not finite, a signal that does not exist) becomes -1, which
 * the kernel refuses with its own errno.
 */
export function plainArgument(kind: ArgumentKind, argument: unknown): unknown {
  switch (kind) {
    case 'path':
    case 'new process':
    case 'how':
      return String(argument)
    case 'path or fd':
      return typeof argument === 'string' ? argument : plainNumber(argument)
    case 'fd':
    case 'number':
    case 'number?':
      return plainNumber(argument)
    case 'signal':
      return typeof argument === 'string' ? (signalNumber(argument) ?? -1) : plainNumber(argument)
    case 'process':
      return isProcess(argument) ? argument.name : plainNumber(argument)
    case 'restart?':
      return argument
    case 'action':
      return Array.isArray(argument) ? argument.map(plainHandlerCall) : argument
    case 'data':
      return typeof argument === 'string' ? argument : structuredClone(argument)
    default:
      return plainHandle(kind, argument)
  }
}

/** All arguments of a call, without omitted optional ones. */
export function plainArguments(call: string, args: readonly unknown[]): unknown[] {
  const kinds = isCallName(call) ? callShapes[call] : []
  let length = kinds.length
  while (args[length - 1] === undefined && kinds[length - 1]?.endsWith('?')) length--
  return kinds.slice(0, length).map((kind, index) => plainArgument(kind, args[index]))
}

function plainNumber(argument: unknown): number {
  // Adding 0 turns -0 into 0: JSON does not distinguish them.
  return typeof argument === 'number' && Number.isFinite(argument) ? argument + 0 : -1
}

function plainHandle(key: string, argument: unknown): unknown {
  const record = typeof argument === 'object' && argument !== null ? argument : {}
  return { [key]: plainNumber((record as Readonly<Record<string, unknown>>)[key]) }
}

function isProcess(argument: unknown): argument is { name: string } {
  return typeof argument === 'object' && argument !== null && 'name' in argument
}

function plainHandlerCall({ call, args }: { call: string; args: readonly unknown[] }): unknown {
  if (!isCallName(call)) throw new TypeError(`Unexpected call \`${call}\` in a signal handler`)
  return { call, args: plainArguments(call, args) }
}
