import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync } from 'node:fs'
import type { Socket } from 'node:net'
import { join } from 'node:path'
import process from 'node:process'
import { type GuestFiles, guestCommand } from './guest-command.ts'

/** Number of guests that can run at once, in all processes of a user. */
const slots = 2
const consoleTail = 8192

export interface Machine {
  readonly port: Socket
  readonly monitor: Socket
  /** The last output of the kernel. */
  console(): string
  /** Resolves with the reason when it has ended. */
  readonly ended: Promise<string>
  kill(): void
  /** Whether to keep this process alive. */
  hold(active: boolean): void
}

export interface StartOptions extends GuestFiles {
  readonly guard: string
  /** Folder with the locks of the slots. */
  readonly slotFolder: string
  readonly patienceMs: number
}

/** Exit status of the guard if no slot is free. */
const noSlot = 75

/**
 * Start a machine that ends with this thread, for whatever reason that ends.
 *
 * It has its own session, so Ctrl-C does not reach it.
 */
export function startMachine(options: StartOptions): Machine {
  const { guard, slotFolder, patienceMs, folder, start } = options
  mkdirSync(slotFolder, { recursive: true })
  const state = openSync(join(folder, 'state'), start === 'saved' ? 'r' : 'w')
  const words = [process.pid, slotFolder, slots, patienceMs].map(String)
  const child = spawn(guard, [...words, ...guestCommand(options)], {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe', 'pipe', state],
    detached: true,
    cwd: '/',
    env: { PATH: process.env['PATH'] },
  })
  closeSync(state)
  const sockets = [child.stderr, ...child.stdio.slice(3, 6)] as unknown as Socket[]
  const [complaints, port, console, monitor] = sockets
  if (!complaints || !port || !console || !monitor) throw new Error('Cannot connect to a guest')
  for (const socket of sockets) socket.on('error', () => {}) // its end is reported as an exit
  const printed = keepTail(console)
  const complained = keepTail(complaints)
  const kill = (): void => void child.kill('SIGKILL')
  process.once('exit', kill)
  const ended = endOf(child, () => `${printed()}\n${complained()}`)
  void ended.then(() => process.removeListener('exit', kill))
  const hold = (active: boolean): void => {
    for (const handle of [child, port, monitor]) active ? handle.ref() : handle.unref()
  }
  for (const socket of [complaints, console]) socket.unref()
  hold(true)
  return { port, monitor, console: printed, ended, kill, hold }
}

function keepTail(stream: Socket): () => string {
  let text = ''
  stream.setEncoding('latin1').on('data', (more: string) => {
    text = (text + more).slice(-consoleTail)
  })
  return () => text
}

function endOf(child: ChildProcess, printed: () => string): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('exit', (code, signal) => {
      // Its last output can still arrive.
      setImmediate(() => resolve(deathReason(printed(), code, signal)))
    })
  })
}

/** Reason why a machine ended, from its last output. */
export function deathReason(printed: string, code: number | null, signal: string | null): string {
  const lines = printed.split(/\r?\n/).map((line) => line.replace(/^\[ *[\d.]+\] /, '').trim())
  const panic = lines.findLast((line) => line.startsWith('Kernel panic'))
  if (panic !== undefined) {
    const cause = lines.find((line) => /^(?:BUG|kernel BUG|Oops)\b/.test(line))
    return `its kernel panicked: ${cause ?? panic}`
  }
  if (code === noSlot) return 'no slot'
  if (signal !== null) return `it was killed by ${signal}`
  const last = lines.filter((line) => line !== '').at(-1)
  return last === undefined ? `it exited with status ${code}` : `it exited: ${last}`
}
