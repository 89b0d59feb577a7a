import type { Context } from './context.ts'
import { caller } from './context.ts'
import { find, findOfd } from './draft.ts'
import type { MapArea, Ofd } from './state.ts'

/** The argument as a safe integer, or undefined. */
export function integer(argument: unknown): number | undefined {
  return typeof argument === 'number' && Number.isSafeInteger(argument) ? argument : undefined
}

/** The argument as a safe integer of at least 0, or undefined. */
export function natural(argument: unknown): number | undefined {
  const value = integer(argument)
  return value !== undefined && value >= 0 ? value : undefined
}

/** Number of a handle such as `{map: 1}`. */
export function handle(argument: unknown, kind: string): number | undefined {
  if (typeof argument !== 'object' || argument === null) return undefined
  return integer((argument as Readonly<Record<string, unknown>>)[kind])
}

/** An open descriptor of the caller. */
export interface OpenFile {
  readonly fd: number
  readonly id: number
  readonly ofd: Ofd
}

/** The open descriptor that an argument names; undefined: EBADF. `path` admits O_PATH ones. */
export function openFile(context: Context, argument: unknown, path = false): OpenFile | undefined {
  const fd = natural(argument)
  if (fd === undefined) return undefined
  const entry = find(caller(context).fds, fd)
  if (entry === undefined) return undefined
  const ofd = findOfd(context.draft.state, entry.ofd)
  if (ofd === undefined || (ofd.access === 3 && !path)) return undefined
  return { fd, id: entry.ofd, ofd }
}

/** The mapping of the caller that an argument names. */
export function mapOf(
  context: Context,
  argument: unknown,
): { readonly key: number; readonly area: MapArea } | undefined {
  const id = handle(argument, 'map')
  if (id === undefined) return undefined
  const { maps } = context.draft.state
  for (let key = 0; key < maps.length; key += 1) {
    const area = maps[key]
    if (area?.map === id && area.process === context.process) return { key, area }
  }
  return undefined
}
