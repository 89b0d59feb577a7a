import type { Context } from './context.ts'
import { caller } from './context.ts'
import { find } from './draft.ts'
import type { MapArea, Ofd } from './state.ts'

/** A whole number that fits a signed 64-bit offset well enough; undefined for anything else. */
export function integer(argument: unknown): number | undefined {
  return typeof argument === 'number' && Number.isSafeInteger(argument) ? argument : undefined
}

/** A whole number, 0 or more. */
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

/** The descriptor an argument names; undefined: EBADF. O_PATH ones count only if asked for. */
export function openFile(context: Context, argument: unknown, path = false): OpenFile | undefined {
  const fd = natural(argument)
  if (fd === undefined) return undefined
  const entry = find(caller(context).fds, fd)
  if (entry === undefined) return undefined
  const ofd = find(context.draft.state.ofds, entry.ofd)
  if (ofd === undefined || (ofd.access === 3 && !path)) return undefined
  return { fd, id: entry.ofd, ofd }
}

/** Key of a mapping in the state: a forked child has its own area under the same handle. */
export function mapKey(process: string, map: number): string {
  return `${process}/${map}`
}

/** The mapping of the caller that an argument names. */
export function mapOf(
  context: Context,
  argument: unknown,
): { readonly key: string; readonly area: MapArea } | undefined {
  const id = handle(argument, 'map')
  if (id === undefined) return undefined
  const key = mapKey(context.process, id)
  const area = find(context.draft.state.maps, key)
  return area === undefined ? undefined : { key, area }
}
