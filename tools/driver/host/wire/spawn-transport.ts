import { type ChildProcessByStdio, spawn } from 'node:child_process'
import type { Socket } from 'node:net'
import { dirname } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import type { Transport, TransportListener } from './transport.ts'

type HubProcess = ChildProcessByStdio<Writable, Readable, null>

/**
 * Start a hub on this machine.
 *
 * The hub has its own session, so Ctrl-C reaches only this process. When this process ends, for any
 * reason, the hub reads the end of its input, kills its processes, restores the kernel settings and
 * removes the files.
 *
 * @param program
 *   Path of the compiled actor.
 * @param parent
 *   Directory in which the world creates its own.
 */
export function spawnTransport(program: string, parent: string): Transport {
  const hub = spawn(program, ['hub', parent], {
    stdio: ['pipe', 'pipe', 'inherit'],
    detached: true,
    cwd: '/',
    env: {},
  })
  hub.unref()
  const ended = new Promise<void>((resolve) => hub.once('close', () => resolve()))
  const hold = (active: boolean): void => {
    const streams = [hub.stdin, hub.stdout] as unknown as readonly Socket[]
    for (const stream of streams) active ? stream.ref() : stream.unref()
  }
  let closing = false
  return {
    write: (line) => void hub.stdin.write(`${line}\n`, 'latin1'),
    listen: (listener) => listen(hub, { program, closing: () => closing }, listener),
    hold,
    close: async () => {
      closing = true
      hub.ref()
      hold(true)
      hub.stdin.end()
      await ended
    },
  }
}

interface Circumstances {
  readonly program: string
  closing(): boolean
}

function listen(hub: HubProcess, at: Circumstances, listener: TransportListener): void {
  let rest = ''
  let base: string | undefined
  hub.stdout.setEncoding('latin1').on('data', (text: string) => {
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      base ??= readBase(line)
      listener.line(line)
    }
  })
  hub.stdin.on('error', () => {}) // EPIPE: the end of the hub is reported below
  hub.once('error', (error) => listener.end(error.message))
  hub.once('close', (code, signal) => {
    if (!at.closing() && base !== undefined) sweep(at.program, base)
    listener.end(signal ? `it was killed by ${signal}` : `it exited with status ${code}`)
  })
}

function readBase(line: string): string | undefined {
  const ready: unknown = JSON.parse(line).ready
  return typeof ready === 'string' ? dirname(Buffer.from(ready, 'hex').toString()) : undefined
}

// The hub was killed: clean up in its place.
function sweep(program: string, base: string): void {
  spawn(program, ['sweep', base], { stdio: 'ignore', detached: true, cwd: '/' }).unref()
}
