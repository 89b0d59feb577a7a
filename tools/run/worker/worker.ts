import { workerData } from 'node:worker_threads'
import type { Target } from '../../outcome/index.ts'
import { openBuiltins } from './builtins.ts'
import { captureConsole } from './capture-console.ts'
import { type CurrentRun, currentRun } from './current-run.ts'
import type { AnyDriver } from './driver.ts'
import { guardProcess } from './guard-process.ts'
import { disposeWorlds, installHarness } from './harness.ts'
import { loadModule } from './load-module.ts'
import {
  add,
  apply,
  exit,
  get,
  itemsOf,
  keepMethods,
  load,
  OwnPromise,
  ownKeys,
  round,
  setImmediate,
  store,
} from './originals.ts'
import {
  type Leftovers,
  type Reply,
  type Request,
  type RunRequest,
  slots,
  type Tools,
} from './protocol.ts'
import { readProbe } from './read-probe.ts'
import { runProgram } from './run-program.ts'
import { showing } from './showing.ts'
import { toThrown } from './thrown.ts'
import { endTimers, trackTimers } from './track-timers.ts'

/** Milliseconds between two beats. */
const beatMs = 50

const tools = workerData as Tools
const progress = new Int32Array(tools.progress)
const at = new Int32Array(tools.at)
const port = keepMethods(tools.port)
const drivers = keepMethods(new Map<string, Promise<AnyDriver>>())
/** Loaded modules of drivers. */
const modules = keepMethods(new Set<string>())
const { memoryUsage } = process
const events = ['uncaughtException', 'unhandledRejection']
const nothing: Leftovers = { changed: '', isSpent: false }
/** Returns what an example left behind. */
let findLeftovers = (): Leftovers => nothing
/** Leftovers found when a driver was loaded: an earlier example caused them after its end. */
let early = nothing
let running: CurrentRun | undefined

function reply(message: Reply): void {
  port.postMessage(message)
}

function openDriver(target: Target): Promise<AnyDriver> {
  const known = drivers.get(target.name)
  if (known) return known
  const opening = loadDriver(target.module).then((module) => {
    const open: unknown = get(Object(module), 'openDriver')
    if (typeof open !== 'function') {
      throw new Error(`Unexpected module \`${target.module}\`, expected an export \`openDriver\``)
    }
    return apply(open, undefined, [target.options]) as AnyDriver
  })
  drivers.set(target.name, opening)
  return opening
}

/** Load a driver; built-ins that it changes are taken as they are for examples. */
async function loadDriver(module: string): Promise<unknown> {
  if (modules.has(module)) return loadModule(module, module)
  if (!early.isSpent) early = findLeftovers()
  const loaded = await loadModule(module, module)
  modules.add(module)
  findLeftovers = openBuiltins(late, events)
  return loaded
}

async function probe(id: number, target: Target): Promise<void> {
  const { name } = target
  try {
    const driver = await openDriver(target)
    reply({ type: 'probed', id, probe: readProbe(await driver.probe()) })
  } catch (error) {
    const { message, unshown } = toThrown(error)
    const reason =
      unshown === undefined ? message : `it threw a value that cannot be shown: ${unshown}`
    const remedy = `see the module \`${target.module}\``
    const unusable = { available: false, name, reason, remedy, broken: true } as const
    reply({ type: 'probed', id, probe: unusable })
  }
}

async function run(request: RunRequest): Promise<void> {
  store(at, 0, 0)
  const run: CurrentRun = {
    request,
    progress,
    at,
    worlds: keepMethods(new Set()),
    opened: keepMethods(new Set()),
    timers: keepMethods(new Set()),
    looks: [],
    traces: [],
    fs: request.fs,
    output: '',
    ended: false,
  }
  running = run
  const failure = await currentRun.run(run, () => complete(run))
  const error = failure && showing(run, () => toThrown(failure.value))
  run.ended = true
  const leftovers = early.isSpent ? early : findLeftovers()
  running = undefined
  const { output, traces } = run
  const opened = itemsOf(run.opened)
  // A run without worlds is on no filesystem.
  const fs = opened.length === 0 ? 'none' : run.fs
  const offset = load(at, 0)
  const { id } = request
  const end = { type: 'done', id, at: offset, fs, opened, output, traces, leftovers } as const
  reply({ ...end, ...(error && { error }) })
  // The watch ends only when nothing is left that could take time.
  store(progress, slots.done, id)
}

/** Run the program, then clean up what it left behind. */
async function complete(run: CurrentRun): Promise<{ value: unknown } | undefined> {
  const { id, target } = run.request
  let failure: { value: unknown } | undefined
  try {
    run.driver = await openDriver(target)
    store(progress, slots.begun, id)
    await runProgram(run, (index, outcome, note) =>
      reply({ type: 'observed', id, index, outcome, ...(note !== undefined && { note }) }),
    )
  } catch (value) {
    failure = { value }
  }
  const offset = load(at, 0)
  await endTimers(run)
  try {
    await disposeWorlds(run.worlds)
  } catch (value) {
    failure ??= { value }
  }
  // Unhandled rejections are announced after the microtasks of a turn.
  await new OwnPromise((resolve) => setImmediate(resolve))
  store(at, 0, offset)
  return failure
}

function beat(): void {
  add(progress, slots.beat, 1)
  const { heapUsed, external } = memoryUsage()
  store(progress, slots.megabytes, round((heapUsed + external) / 1e6))
}

function late(error: unknown): void {
  const run = currentRun.getStore() ?? running
  const thrown = run ? showing(run, () => toThrown(error)) : toThrown(error)
  reply({ type: 'late', id: run?.request.id ?? -1, error: thrown })
}

async function abandon(): Promise<void> {
  if (running) await disposeWorlds(running.worlds).catch(() => undefined)
  reply({ type: 'abandoned' })
}

async function close(): Promise<void> {
  await new OwnPromise((resolve) => setImmediate(resolve))
  exit()
}

const handlers: Record<Request['type'], (request: Request) => Promise<void>> = {
  probe: async (request) => {
    if (request.type === 'probe') await probe(request.id, request.target)
  },
  run: async (request) => {
    if (request.type === 'run') await run(request)
  },
  abandon,
  close,
}

captureConsole()
guardProcess()
trackTimers()
installHarness(progress)
// Only this module can reach the supervisor.
for (const key of ownKeys(tools)) Reflect.deleteProperty(tools, key)
Reflect.deleteProperty(process, '_getActiveHandles')
for (const event of events) process.on(event, late)
setInterval(beat, beatMs).unref()
port.on('message', (request: Request) => void handlers[request.type](request))
reply({ type: 'ready' })
