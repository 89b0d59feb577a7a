import type { Plan, PlannedCall } from './plan.ts'

/** How a call uses an object: `count` changes a counter, and two such calls commute. */
export type Mode = 'read' | 'count' | 'write'

/** Objects that a call uses; `undefined`: possibly all. */
export type Footprint = ReadonlyMap<string, Mode> | undefined

const F_SETLEASE = 1024
const F_GETLEASE = 1025
/** F_SETOWN and F_SETOWN_EX, which set the receiver of signals. */
const ownerCommands: readonly unknown[] = [8, 15]
const O_CREAT = 0o100
const O_TRUNC = 0o1000

/** Calls that only use one mapping or pin, with their mode. */
const throughHandle: Readonly<Record<string, Mode>> = {
  mprotect: 'read',
  load: 'read',
  store: 'write',
  ibv_reg_mr: 'write',
  ibv_dereg_mr: 'write',
  io_uring_register_buffers: 'write',
  io_uring_unregister_buffers: 'write',
  pin_user_pages: 'write',
  unpin_user_pages: 'write',
  vmsplice: 'write',
  drain: 'write',
}

/** Calls on a descriptor, with their mode. */
const throughDescriptor: Readonly<Record<string, Mode>> = {
  pread: 'read',
  fsync: 'read',
  pwrite: 'write',
  ftruncate: 'write',
  fallocate: 'write',
  mmap: 'count',
}

const signalCalls: ReadonlySet<string> = new Set(['sigaction', 'sigprocmask', 'nextSignal'])

/** Facts about a plan, known before it runs. */
interface Facts {
  readonly plan: Plan
  /** Files on which leases can be taken, with the processes that a break can signal. */
  readonly takers: ReadonlyMap<string, ReadonlySet<string>>
  /** Whether signals only wait to be read. */
  readonly isQuiet: boolean
}

/**
 * Compute what each call of a plan can use, before it runs.
 *
 * Two calls with disjoint footprints can be made in either order with the same result. Calls with
 * unpredictable effects (names that change, processes that end, signals that run handlers or kill)
 * use everything.
 */
export function footprints(plan: Plan): readonly Footprint[] {
  const takers = new Map<string, Set<string>>()
  let isFixed = true
  for (const call of plan.calls) {
    if (['unlink', 'rename', 'fork', 'execve', 'exit', 'set', 'umount'].includes(call.call))
      isFixed = false
    if (call.call !== 'fcntl' || call.args[1] !== F_SETLEASE) continue
    const file = fileOf(plan, call.args[0])
    if (file === undefined) isFixed = false
    else takers.set(file, (takers.get(file) ?? new Set()).add(call.process))
  }
  if (!isFixed) return plan.calls.map(() => undefined)
  // Then a break can signal any process, whichever takes the lease.
  if (plan.calls.some(({ call, args }) => call === 'fcntl' && ownerCommands.includes(args[1]))) {
    const everybody = new Set(plan.calls.map(({ process }) => process))
    for (const file of takers.keys()) takers.set(file, everybody)
  }
  const isQuiet = plan.calls.every(
    ({ call, args }) => call !== 'sigaction' || args[1] === 'ignore' || args[1] === 'collect',
  )
  const facts: Facts = { plan, takers, isQuiet }
  return plan.calls.map((call) => footprintOf(facts, call))
}

function footprintOf(facts: Facts, planned: PlannedCall): Footprint {
  const { call, args, process } = planned
  const own = `signals:${process}`
  if (signalCalls.has(call)) return facts.isQuiet ? new Map([[own, 'write']]) : undefined
  const touched = fileTouched(facts, planned)
  if (touched === undefined) return call === 'dup' ? undefined : anonymous(facts, planned)
  const { file, mode } = touched
  const takers = facts.takers.get(file)
  const found = new Map<string, Mode>([[own, 'read']])
  if (call === 'open' && (Number(args[1]) & O_CREAT) !== 0) {
    const exists = facts.plan.world.files?.some(({ name }) => plainPath(name) === file) === true
    if (!exists) return undefined
  }
  if (takers === undefined) return found.set(`file:${file}`, mode)
  // A leased file depends on the clock, and any use can signal the holders.
  if (!facts.isQuiet) return undefined
  found.set(`file:${file}`, mode === 'read' ? 'read' : 'write')
  if (mode === 'read') return found
  found.set('clock', 'write')
  for (const taker of takers) found.set(`signals:${taker}`, 'write')
  return found
}

/** Anonymous memory concerns only its process. */
function anonymous({ plan }: Facts, { call, args, process }: PlannedCall): Footprint {
  const isHandle = call in throughHandle || call === 'munmap'
  const isOwn = isHandle ? isAnonymous(plan, args[0]) : call === 'mmap' && args[0] === -1
  return isOwn ? new Map([[`signals:${process}`, 'read']]) : undefined
}

function fileTouched(
  { plan }: Facts,
  { call, args }: PlannedCall,
): { readonly file: string; readonly mode: Mode } | undefined {
  if (call === 'open' || call === 'truncate' || call === 'stat') {
    const file = typeof args[0] === 'string' ? plainPath(args[0]) : fileOf(plan, args[0])
    const writes = call === 'truncate' || (call === 'open' && (Number(args[1]) & O_TRUNC) !== 0)
    const mode = writes ? 'write' : call === 'open' ? 'count' : 'read'
    return file === undefined ? undefined : { file, mode }
  }
  const mode =
    throughDescriptor[call] ??
    throughHandle[call] ??
    (call === 'close' || call === 'munmap' ? 'count' : undefined)
  const known = mode ?? (call === 'fcntl' ? fcntlMode(args[1]) : undefined)
  const file = known === undefined ? undefined : fileOf(plan, args[0])
  return known === undefined || file === undefined ? undefined : { file, mode: known }
}

function fcntlMode(command: unknown): Mode | undefined {
  return command === F_SETLEASE || command === F_GETLEASE ? 'write' : undefined
}

/** The file of a descriptor, mapping or pin, if calls of the plan lead to it. */
function fileOf(plan: Plan, argument: unknown): string | undefined {
  const call = callBehind(plan, argument)
  if (call === undefined) return undefined
  const [first] = call.args
  if (call.call === 'open') return typeof first === 'string' ? plainPath(first) : undefined
  if (call.call === 'mmap' && first === -1) return undefined
  return call.call in throughHandle || call.call === 'mmap' || call.call === 'dup'
    ? fileOf(plan, first)
    : undefined
}

function isAnonymous(plan: Plan, argument: unknown): boolean {
  const call = callBehind(plan, argument)
  if (call === undefined) return false
  if (call.call === 'mmap') return call.args[0] === -1
  return call.call in throughHandle && isAnonymous(plan, call.args[0])
}

function callBehind(plan: Plan, argument: unknown): PlannedCall | undefined {
  if (typeof argument !== 'object' || argument === null || !('ref' in argument)) return undefined
  return plan.calls[Number(argument.ref)]
}

function plainPath(path: string): string {
  return path.replace(/^(?:\.?\/)+/, '')
}

/** Whether two calls might not commute. */
export function conflict(left: Footprint, right: Footprint): boolean {
  if (left === undefined || right === undefined) return true
  for (const [thing, mode] of left) {
    const other = right.get(thing)
    if (other === undefined || (mode === 'read' && other === 'read')) continue
    if (mode === 'count' && other === 'count') continue
    return true
  }
  return false
}
