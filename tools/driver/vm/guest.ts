import type { Transport, TransportListener } from '../host/index.ts'
import type { Machine } from './start-machine.ts'

const pingMs = 5_000
const deafMs = 30_000
const closeMs = 4_000

export interface Guest {
  /** Whether it runs and can still be used. */
  usable(): boolean
  /** Number of open worlds. */
  count(): number
  /** Start a world in a directory of the guest. */
  openWorld(directory: string): Transport
  greet(): Promise<void>
  /** Kill the guest; resolves when it has ended. */
  close(): Promise<void>
}

interface Room {
  listener?: TransportListener
  ended: () => void
  held: boolean
}

interface GuestState {
  readonly machine: Machine
  readonly rooms: Map<number, Room>
  readonly greetings: (() => void)[]
  /** Initial taint of the kernel, which a warning or worse changes. */
  taint?: number
  reason?: string
  /** Time of a ping without a reply. */
  asked?: number
  beat?: NodeJS.Timeout
}

/**
 * Talk to the multiplexer of a guest.
 *
 * @param machine
 *   Started machine, without any communication yet.
 * @param onIdle
 *   Called when the last world was closed, and when the guest has ended.
 */
export function openGuest(machine: Machine, onIdle: () => void): Guest {
  const state: GuestState = { machine, rooms: new Map(), greetings: [] }
  listen(state, onIdle)
  return {
    usable: () => state.reason === undefined,
    count: () => state.rooms.size,
    openWorld: (directory) => openRoom(state, directory, onIdle),
    greet: () => greet(state),
    close: async () => {
      discard(state, 'it was closed')
      await machine.ended
    },
  }
}

function discard(state: GuestState, reason: string): void {
  state.reason ??= reason
  state.machine.kill()
}

function listen(state: GuestState, onIdle: () => void): void {
  let rest = ''
  state.machine.port.setEncoding('latin1').on('data', (text: string) => {
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) takeLine(state, line)
  })
  void state.machine.ended.then((why) => {
    state.reason ??= why
    clearInterval(state.beat)
    for (const room of [...state.rooms.values()]) {
      room.ended()
      room.listener?.end(`the guest ended (${state.reason})`)
    }
    state.rooms.clear()
    for (const greeted of state.greetings.splice(0)) greeted()
    onIdle()
  })
}

function takeLine(state: GuestState, line: string): void {
  const space = line.indexOf(' ')
  const number = Number(line.slice(0, space))
  const text = line.slice(space + 1)
  const [mark, status, taint] = text.split(' ')
  if (mark !== '.') state.rooms.get(number)?.listener?.line(text)
  else if (number === 0) takePong(state)
  else takeEnd(state, number, [Number(status), Number(taint)])
}

function takePong(state: GuestState): void {
  delete state.asked
  for (const greeted of state.greetings.splice(0)) greeted()
}

// A guest is not reused after a world failed to end, or its kernel printed a warning.
function takeEnd(state: GuestState, number: number, [status, taint]: [number, number]): void {
  const room = state.rooms.get(number)
  state.rooms.delete(number)
  if (status !== 0) state.reason ??= `a world did not end cleanly (status ${status})`
  else if (taint !== (state.taint ?? taint)) state.reason ??= 'its kernel printed a warning'
  state.taint ??= taint
  room?.listener?.end(`its hub ended with status ${status}`)
  room?.ended()
}

async function greet(state: GuestState): Promise<void> {
  const greeted = new Promise<void>((resolve) => state.greetings.push(resolve))
  state.machine.port.write('0 ping\n')
  await greeted
  if (state.reason !== undefined) throw new Error(`Cannot start a guest: ${state.reason}`)
}

function openRoom(state: GuestState, directory: string, onIdle: () => void): Transport {
  const { machine, rooms } = state
  let number = 1
  while (rooms.has(number)) number++
  let ended: () => void = () => {}
  const end = new Promise<void>((resolve) => {
    ended = resolve
  })
  const room: Room = { ended, held: false }
  rooms.set(number, room)
  machine.port.write(`${number} + ${directory}\n`)
  return {
    write: (line) => void machine.port.write(`${number} ${line}\n`, 'latin1'),
    listen: (listener) => {
      room.listener = listener
      if (state.reason !== undefined && !rooms.has(number)) listener.end(state.reason)
    },
    hold: (active) => {
      room.held = active
      watch(state)
    },
    close: async () => {
      delete room.listener
      room.held = true
      watch(state)
      if (rooms.has(number)) machine.port.write(`${number} -\n`)
      const late = setTimeout(() => discard(state, 'a world did not end'), closeMs)
      await end
      clearTimeout(late)
      room.held = false
      watch(state)
      if (rooms.size === 0) onIdle()
    },
  }
}

// While a reply is awaited, check that the guest still responds.
function watch(state: GuestState): void {
  const held = [...state.rooms.values()].some((room) => room.held)
  state.machine.hold(held)
  if (!held) {
    clearInterval(state.beat)
    delete state.beat
    delete state.asked
    return
  }
  state.beat ??= setInterval(() => {
    const now = performance.now()
    if (state.asked !== undefined && now - state.asked > deafMs) {
      discard(state, `it has not responded for ${deafMs / 1000} s`)
    }
    if (state.asked !== undefined) return
    state.asked = now
    state.machine.port.write('0 ping\n')
  }, pingMs)
}
