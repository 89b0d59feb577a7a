import { parentPort, workerData } from 'node:worker_threads'
import type { Target } from '../../spec/index.ts'
import { captureConsole } from './capture-console.ts'
import { type CurrentRun, currentRun } from './current-run.ts'
import type { AnyDriver } from './driver.ts'
import { guardProcess } from './guard-process.ts'
import { disposeWorlds, installHarness } from './harness.ts'
import { loadModule } from './load-module.ts'
import { type Reply, type Request, type RunRequest, slots } from './protocol.ts'
import { runProgram } from './run-program.ts'
import { toThrown } from './thrown.ts'
import { endTimers, trackTimers } from './track-timers.ts'

/** Milliseconds between two beats. */
const beatMs = 50

const progress = new Int32Array((workerData as { progress: SharedArrayBuffer }).progress)
const drivers = new Map<string, Promise<AnyDriver>>()
const pristine = new Set(Reflect.ownKeys(globalThis))
let running: CurrentRun | undefined

function reply(message: Reply): void {
  parentPort?.postMessage(message)
}

function openDriver(target: Target): Promise<AnyDriver> {
  const known = drivers.get(target.name)
  if (known) return known
  const opening = loadModule(target.module, target.module).then((module) => {
    const open: unknown = Reflect.get(Object(module), 'openDriver')
    if (typeof open !== 'function') {
      throw new Error(`Unexpected module \`${target.module}\`, expected an export \`openDriver\``)
    }
    return Reflect.apply(open, undefined, [target.options]) as AnyDriver
  })
  drivers.set(target.name, opening)
  return opening
}

async function probe(id: number, target: Target): Promise<void> {
  const { name } = target
  try {
    const driver = await openDriver(target)
    reply({ type: 'probed', id, probe: await driver.probe() })
  } catch (error) {
    const { message } = toThrown(error)
    const remedy = `see the module \`${target.module}\``
    const unusable = { available: false, name, reason: message, remedy, broken: true } as const
    reply({ type: 'probed', id, probe: unusable })
  }
}

async function run(request: RunRequest): Promise<void> {
  progress[slots.at] = 0
  const driver = await openDriver(request.target)
  const run: CurrentRun = {
    request,
    driver,
    worlds: new Set(),
    opened: new Set(),
    timers: new Set(),
    fs: request.fs,
    output: '',
    ended: false,
  }
  running = run
  const error = await currentRun.run(run, () => complete(run))
  const at = progress[slots.at] ?? 0
  run.ended = true
  forgetGlobals()
  running = undefined
  progress[slots.done] = request.id
  const { output, trace } = run
  const opened = [...run.opened]
  // Who opens no world is on no file system.
  const fs = opened.length === 0 ? 'none' : run.fs
  const failed = error && { error: toThrown(error.value) }
  reply({
    type: 'done',
    id: request.id,
    at,
    fs,
    opened,
    output,
    ...(trace && { trace }),
    ...failed,
  })
}

/** Run the program, then everything that it left behind. */
async function complete(run: CurrentRun): Promise<{ value: unknown } | undefined> {
  const { id } = run.request
  let failure: { value: unknown } | undefined
  try {
    await runProgram(run, progress, (index, outcome, waits) =>
      reply({ type: 'observed', id, index, outcome, ...(waits !== undefined && { waits }) }),
    )
  } catch (value) {
    failure = { value }
  }
  const at = progress[slots.at] ?? 0
  await endTimers(run)
  try {
    await disposeWorlds(run.worlds)
  } catch (value) {
    failure ??= { value }
  }
  // Rejections that nobody handles are announced after the microtasks of a turn.
  await new Promise((resolve) => setImmediate(resolve))
  progress[slots.at] = at
  return failure
}

function forgetGlobals(): void {
  for (const key of Reflect.ownKeys(globalThis)) {
    if (!pristine.has(key)) Reflect.deleteProperty(globalThis, key)
  }
}

function beat(): void {
  Atomics.add(progress, slots.beat, 1)
  const { heapUsed, external } = process.memoryUsage()
  Atomics.store(progress, slots.megabytes, Math.round((heapUsed + external) / 1e6))
}

function late(error: unknown): void {
  const run = currentRun.getStore() ?? running
  reply({ type: 'late', id: run?.request.id ?? -1, error: toThrown(error) })
}

async function abandon(): Promise<void> {
  if (running) await disposeWorlds(running.worlds).catch(() => undefined)
  reply({ type: 'abandoned' })
}

async function close(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve))
  process.exit()
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
for (const key of Reflect.ownKeys(globalThis)) pristine.add(key)
process.on('uncaughtException', late)
process.on('unhandledRejection', late)
setInterval(beat, beatMs).unref()
parentPort?.on('message', (request: Request) => void handlers[request.type](request))
reply({ type: 'ready' })
