import { setTimeout } from 'node:timers/promises'
import type { Process, TraceLine } from '../../tools/driver/index.ts'
import { fileNames, nameIn, type Room } from './room.ts'
import { enders, isPick, isWho, type Made, makers, type Program, type Step } from './step.ts'

/** Calls that affect no other process if none sleeps: their answer settles everything. */
const quiet = new Set(
  [
    'mmap munmap mprotect load store pread pwrite fsync dup stat chmod chown ftruncate fallocate',
    'pin_user_pages unpin_user_pages vmsplice drain io_uring_register_buffers',
    'io_uring_unregister_buffers ibv_reg_mr ibv_dereg_mr nextSignal sigprocmask',
  ].flatMap((line) => line.split(' ')),
)

/** Milliseconds after which a call is checked for sleep; only speed depends on them. */
const patienceMs = 4

/** A running program. */
interface Play {
  readonly room: Room
  readonly program: Program
  readonly processes: Map<string, Process>
  /** Process and kind, such as `A fd`, to the open resources, in order. */
  readonly made: Map<string, unknown[]>
  /** Calls by the id that the world gave them. */
  readonly calls: Map<unknown, { readonly process: string; readonly call: string; args: unknown[] }>
  /** Ids of the calls that have not returned. */
  readonly open: Set<unknown>
  readonly dead: Set<string>
  /** Process and mapping, such as `A {"map":1}`, to its length. */
  readonly sizes: Map<string, number>
  /** Lines of the world's output that have been processed. */
  seen: number
}

/** Recorded run of a program, as a trace that replays on any target. */
export interface Played {
  readonly input: readonly TraceLine[]
  readonly output: readonly TraceLine[]
}

/**
 * Run a program on a target, and release everything that it took.
 *
 * Steps of processes that sleep or have ended are left out.
 */
export async function play(room: Room, program: Program): Promise<Played> {
  const { world } = room
  const { input, output } = world.trace()
  const [inputFrom, outputFrom, began] = [input.length, output.length, world.now]
  const state: Play = {
    room,
    program,
    processes: new Map(),
    made: new Map(),
    calls: new Map(),
    open: new Set(),
    dead: new Set(),
    sizes: new Map(),
    seen: output.length,
  }
  for (const [name, as] of Object.entries(program.processes)) {
    state.processes.set(name, await world.process(nameIn(room, name), as))
  }
  for (const step of program.steps) await perform(state, step)
  await letGo(state)
  const trace = world.trace()
  const mayPass = program.steps.some(({ process }) => process === undefined)
  const text = JSON.stringify({
    input: trace.input.slice(inputFrom),
    output: trace.output
      .slice(outputFrom)
      // Without pauses, the time that a kernel took does not matter.
      .map((line) => ({ ...line, at: mayPass ? Number(line['at']) - began : 0 })),
  })
  const own = JSON.parse(text.replaceAll(nameIn(room, ''), '')) as Played
  const { fs, files } = program
  const { leaseBreakTime } = room
  room.left--
  return { input: [{ world: { fs, leaseBreakTime, files } }, ...own.input], output: own.output }
}

async function perform(state: Play, step: Step): Promise<boolean> {
  const { world } = state.room
  if (step.process === undefined) {
    await world.advance(Number(step.args[0]))
    await world.settle()
    takeIn(state)
    return true
  }
  const process = state.processes.get(step.process)
  const isChildThere = step.call === 'fork' && state.processes.has(String(step.args[0]))
  const isNobody = step.args.some((each) => isWho(each) && !state.processes.has(each.who))
  const lacks = step.args.some((each) => isPick(each) && !has(state, step.process ?? '', each.pick))
  if (process === undefined || isChildThere || isNobody || lacks || !isAwake(state, step.process)) {
    return false
  }
  const args = step.args.map((argument, index) => resolve(state, step, argument, index))
  if (isBeyond(state, step, args)) return false
  const method = process[step.call as keyof Process] as (...list: unknown[]) => Promise<unknown>
  const call = method.apply(process, args)
  // Bypass the call's own `then`, which would count as waiting and let virtual time run.
  const returned = Promise.prototype.then.call(call, isDone, isDone)
  const id = world.trace().input.at(-1)?.['id']
  state.calls.set(id, { process: step.process, call: step.call, args })
  state.open.add(id)
  const isAlone = state.open.size === 1 && quiet.has(step.call)
  const late = setTimeout(patienceMs, false, { ref: false })
  if (!isAlone || !(await Promise.race([returned, late]))) await world.settle()
  takeIn(state)
  if (step.call === 'fork') await takeChild(state, step.process, String(step.args[0]))
  return true
}

/** Whether there is one to pick; descriptors that are not open are valid arguments, too. */
function has({ made }: Play, process: string, kind: Made): boolean {
  return kind === 'fd' || (made.get(`${process} ${kind}`) ?? []).length > 0
}

/** Whether an access exceeds a mapping; the memory after it differs between processes. */
function isBeyond({ sizes }: Play, { process, call }: Step, args: readonly unknown[]): boolean {
  const size = sizes.get(`${process} ${JSON.stringify(args[0])}`)
  if (size === undefined || call === 'munmap' || call === 'mprotect') return false
  const [, offset, last] = args
  const length = typeof last === 'number' ? last : Number(Object(last)['length'] ?? 0)
  return Number(offset) + length > size
}

function isDone(): true {
  return true
}

function isAwake({ open, calls, dead }: Play, process: string): boolean {
  return !dead.has(process) && ![...open].some((id) => calls.get(id)?.process === process)
}

async function takeChild(state: Play, parent: string, child: string): Promise<void> {
  const name = nameIn(state.room, child)
  state.processes.set(child, await state.room.world.process(name))
  for (const kind of ['fd', 'map']) {
    state.made.set(`${child} ${kind}`, [...(state.made.get(`${parent} ${kind}`) ?? [])])
  }
}

function resolve(state: Play, step: Step, argument: unknown, index: number): unknown {
  if (Array.isArray(argument)) {
    return argument.map(({ call, args }) => ({
      call,
      args: args.map((each: unknown, at: number) => resolve(state, { ...step, call }, each, at)),
    }))
  }
  if (isPick(argument)) {
    const things = state.made.get(`${step.process} ${argument.pick}`) ?? []
    const nothing = argument.pick === 'fd' ? 99 : { [argument.pick]: 99 }
    return things[argument.index % Math.max(1, things.length)] ?? nothing
  }
  if (isWho(argument)) return state.processes.get(argument.who)?.pid ?? 0
  const isPath = typeof argument === 'string' && fileNames.some((name) => name === argument)
  if (isPath || (step.call === 'fork' && index === 0)) return nameIn(state.room, String(argument))
  return argument
}

/** Process new lines of the world's output. */
function takeIn(state: Play): void {
  const { output } = state.room.world.trace()
  for (const line of output.slice(state.seen)) {
    if ('killed' in line && 'process' in line) {
      state.dead.add(String(line['process']).replace(nameIn(state.room, ''), ''))
    }
    const call = state.calls.get(line['id'])
    if (call === undefined || line['blocked'] === true) continue
    state.open.delete(line['id'])
    if ('killed' in line || call.call === 'exit') state.dead.add(call.process)
    if ('result' in line) takeResult(state, call, line['result'])
  }
  state.seen = output.length
}

function takeResult(
  { made, sizes }: Play,
  { process, call, args }: { process: string; call: string; args: unknown[] },
  result: unknown,
): void {
  if (call === 'mmap') sizes.set(`${process} ${JSON.stringify(result)}`, Number(args[2]))
  const maker = makers[call]
  if (maker !== undefined) {
    const key = `${process} ${maker}`
    made.set(key, [...(made.get(key) ?? []), result])
  }
  const ender = enders[call]
  if (ender === undefined) return
  const key = `${process} ${ender}`
  const gone = JSON.stringify(args[0])
  made.set(
    key,
    (made.get(key) ?? []).filter((thing) => JSON.stringify(thing) !== gone),
  )
}

const releases: readonly (readonly [call: string, kind: Made])[] = [
  ['drain', 'pipe'],
  ['unpin_user_pages', 'pin'],
  ['io_uring_unregister_buffers', 'buffers'],
  ['ibv_dereg_mr', 'mr'],
]

/** Release every pin, and end the sleeping and then the other processes, to reuse the world. */
async function letGo(state: Play): Promise<void> {
  for (let any = true; any; ) {
    any = false
    for (const process of [...state.processes.keys()]) {
      for (const [call, pick] of releases) {
        while ((state.made.get(`${process} ${pick}`) ?? []).length > 0) {
          const before = state.made.get(`${process} ${pick}`)?.length
          const made = await perform(state, { process, call, args: [{ pick, index: 0 }] })
          if (!made || state.made.get(`${process} ${pick}`)?.length === before) break
          any = true
        }
      }
    }
  }
  const names = [...state.processes.keys()]
  const asleep = names.filter((name) => !state.dead.has(name) && !isAwake(state, name))
  if (asleep.length > 0) {
    state.processes.set('K', await state.room.world.process(nameIn(state.room, 'K')))
    for (const who of asleep) {
      if (isAwake(state, who)) continue
      await perform(state, { process: 'K', call: 'kill', args: [{ who }, 'SIGKILL'] })
    }
  }
  for (const process of state.processes.keys()) {
    await perform(state, { process, call: 'exit', args: [0] })
  }
}
