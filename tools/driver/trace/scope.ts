import { type CallName, callShapes } from '../call-shapes.ts'
import type { Process, World } from '../port.ts'

/** Values of the names of a running trace. */
export interface Scope {
  readonly world: World
  /** By process; a child of `fork` starts with a copy of its parent's names. */
  readonly names: Map<string, Map<string, unknown>>
  /** Latest value of each name, from any process. */
  readonly latest: Map<string, unknown>
  readonly processes: Map<string, Process>
}

/** Create an empty scope. */
export function createScope(world: World): Scope {
  return { world, names: new Map(), latest: new Map(), processes: new Map() }
}

/** Get a process by name; it is created on first use. */
export async function processOf(scope: Scope, name: string): Promise<Process> {
  const known = scope.processes.get(name)
  if (known !== undefined) return known
  const process = await scope.world.process(name)
  scope.processes.set(name, process)
  return process
}

/** Name the result of a call. */
export function bind(scope: Scope, process: string, name: string, value: unknown): void {
  const own = scope.names.get(process) ?? new Map<string, unknown>()
  own.set(name, value)
  scope.names.set(process, own)
  scope.latest.set(name, value)
}

/** Copy the names of a parent to its child. */
export function inherit(scope: Scope, parent: string, child: string): void {
  scope.names.set(child, new Map(scope.names.get(parent)))
}

/** Replace references in arguments by their values. */
export async function resolveArguments(
  scope: Scope,
  process: string,
  call: CallName,
  args: readonly unknown[],
): Promise<readonly unknown[]> {
  const resolved: unknown[] = []
  for (const [index, argument] of args.entries()) {
    const kind = callShapes[call][index]
    if (kind === 'path' && typeof argument === 'string') {
      resolved.push(await resolvePath(scope, argument))
    } else if (kind === 'action' && Array.isArray(argument)) {
      resolved.push(await resolveHandler(scope, process, argument))
    } else {
      resolved.push(await resolveOne(scope, process, argument, handleKey(kind)))
    }
  }
  return resolved
}

async function resolveHandler(
  scope: Scope,
  process: string,
  calls: readonly { call: CallName; args: readonly unknown[] }[],
): Promise<readonly unknown[]> {
  const resolved: unknown[] = []
  for (const { call, args } of calls) {
    resolved.push({ call, args: await resolveArguments(scope, process, call, args) })
  }
  return resolved
}

async function resolvePath(scope: Scope, path: string): Promise<string> {
  if (!path.startsWith('/proc/')) return path
  let resolved = path
  for (const [text, name] of path.matchAll(/\$([^/]+)\.pid/g)) {
    const { pid } = await processOf(scope, name ?? '')
    resolved = resolved.replace(text, String(pid))
  }
  return resolved
}

async function resolveOne(
  scope: Scope,
  process: string,
  argument: unknown,
  key: string | undefined,
): Promise<unknown> {
  if (typeof argument !== 'object' || argument === null) return argument
  if ('$pid' in argument) return (await processOf(scope, String(argument.$pid))).pid
  if (!('$' in argument)) return argument
  const name = String(argument.$)
  const value = scope.names.get(process)?.get(name) ?? scope.latest.get(name)
  // The call that should have returned it failed or sleeps: -1 makes the kernel refuse it.
  if (value === undefined) return key === undefined ? -1 : { [key]: -1 }
  return value
}

function handleKey(kind: string | undefined): string | undefined {
  return kind === 'map' || kind === 'mr' || kind === 'buffers' || kind === 'pin' || kind === 'pipe'
    ? kind
    : undefined
}
