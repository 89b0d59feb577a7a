// Speed of the model: one long-lived world, and a trace that mixes leases, breaks, signals, pins,
// truncates and file access, repeated until time is up. A round has 31 steps: 30 calls, of which
// four fail and one sleeps, signals a holder and is woken; nine are F_SETLEASE.
import { createState, enabled, step } from '../dist/tools/model/index.js'

const page = 4096
const [setLease, getLease, unlock, exclusiveLayout] = [1024, 1025, 2, 48]

/** Calls of A, which has `f` mapped and leased, and of B in a round that restores the world. */
const round = [
  ['A', 'fcntl', 3, setLease, exclusiveLayout],
  ['A', 'fcntl', 3, getLease],
  ['A', 'ibv_reg_mr', { map: 1 }, 0, page, 1],
  ['B', 'ftruncate', 3, 0],
  ['B', 'fallocate', 3, 3, 0, page],
  ['A', 'fcntl', 3, setLease, exclusiveLayout],
  ['B', 'pread', 3, 16, 0],
  ['B', 'pwrite', 3, 'text', page],
  ['A', 'load', { map: 1 }, 0, 8],
  ['A', 'store', { map: 1 }, 64, 'text'],
  ['B', 'fcntl', 3, getLease],
  ['A', 'unpin', 'mr'],
  ['A', 'fcntl', 3, setLease, unlock],
  ['A', 'fcntl', 3, setLease, 16],
  ['B', 'ftruncate', 3, 4 * page],
  ['A', 'fcntl', 3, getLease],
  ['A', 'fcntl', 3, setLease, unlock],
  ['A', 'nextSignal'],
  ['B', 'ftruncate', 3, 16 * page],
  ['B', 'open', 'f', 0],
  ['B', 'fcntl', 4, getLease],
  ['B', 'dup', 4],
  ['B', 'close', 5],
  ['B', 'close', 4],
  ['B', 'stat', 'f'],
  ['A', 'load', { map: 1 }, page, 4],
  ['A', 'fcntl', 3, setLease, 17],
  ['B', 'fcntl', 3, setLease, 1],
  ['A', 'fcntl', 3, setLease, unlock],
  ['A', 'fcntl', 3, setLease, unlock],
]

const calls = round.map(([process, call, ...args]) => ({ process, call, args }))

function world() {
  const settings = { fs: 'ext4-dax', files: [{ name: 'f', size: 16 * page }] }
  let state = createState('rfc-v2', settings)
  const set = (event) => {
    state = step(state, event).state
  }
  set({ kind: 'spawn', process: 'A' })
  set({ kind: 'spawn', process: 'B' })
  for (const process of ['A', 'B']) {
    set({ kind: 'call', id: 0, process, call: 'open', args: ['f', 2] })
  }
  set({ kind: 'call', id: 0, process: 'A', call: 'mmap', args: [3, 0, 16 * page, 3, 1] })
  return state
}

/** Work for some seconds; `asks` also calls `enabled` after every step, as a driver does. */
function work(seconds, asks) {
  let state = world()
  let count = 0
  let id = 1
  const began = performance.now()
  const end = began + seconds * 1000
  while (performance.now() < end) {
    for (const { process, call, args } of calls) {
      const event =
        call === 'unpin'
          ? { kind: 'call', id, process, call: 'ibv_dereg_mr', args: [{ mr: state.next.mr - 1 }] }
          : { kind: 'call', id, process, call, args }
      id += 1
      state = step(state, event).state
      count += 1
      if (!asks && state.sleepers.length === 0) continue
      for (let [next] = enabled(state); next !== undefined; [next] = enabled(state)) {
        state = step(state, next).state
        count += 1
      }
    }
  }
  const taken = (performance.now() - began) / 1000
  return { count, seconds: taken, notes: `state ${JSON.stringify(state).length} bytes as JSON` }
}

export const cases = [
  { name: 'model, mixed trace', unit: 'steps', run: (seconds) => work(seconds, false) },
  {
    name: 'model, mixed trace with `enabled`',
    unit: 'steps',
    run: (seconds) => work(seconds, true),
  },
]
