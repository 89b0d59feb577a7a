// Speed of exploration: three processes with six calls each on one file, in every order.
import { explore } from '../dist/tools/explore/index.js'

const page = 4096
const [setLease, layout, unlock] = [1024, 16, 2]

/** Calls of each process after it has opened and mapped the file. */
const programs = {
  A: [
    ['fcntl', { $: 'a' }, setLease, layout],
    ['ibv_reg_mr', { $: 'm' }, 0, page, 1],
    ['nextSignal'],
    ['ibv_dereg_mr', { $: 'r' }],
    ['fcntl', { $: 'a' }, setLease, unlock],
    ['load', { $: 'm' }, 0, 8],
  ],
  B: [
    ['ftruncate', { $: 'b' }, 8 * page],
    ['pread', { $: 'b' }, 16, 0],
    ['pwrite', { $: 'b' }, 'text', 0],
    ['fallocate', { $: 'b' }, 3, 0, page],
    ['stat', 'f'],
    ['ftruncate', { $: 'b' }, 0],
  ],
  C: [
    ['fcntl', { $: 'c' }, setLease, layout],
    ['sigprocmask', 'block', 29],
    ['truncate', 'f', 4 * page],
    ['nextSignal'],
    ['fcntl', { $: 'c' }, setLease, unlock],
    ['stat', 'f'],
  ],
}

function scenario() {
  const calls = []
  const add = (process, [call, ...args], as) => {
    calls.push({ id: calls.length + 1, process, call, args, ...(as && { as }) })
  }
  for (const process of ['A', 'B', 'C']) add(process, ['open', 'f', 2], process.toLowerCase())
  add('A', ['mmap', { $: 'a' }, 0, 16 * page, 3, 1], 'm')
  const from = calls.length + 1
  for (const [process, lines] of Object.entries(programs)) {
    for (const line of lines) add(process, line, line[0] === 'ibv_reg_mr' ? 'r' : undefined)
  }
  return { from, world: { fs: 'ext4-dax', files: [{ name: 'f', size: 16 * page }] }, calls }
}

const { from, ...scene } = scenario()

/** Explore repeatedly for some seconds; the notes give the time of one exploration. */
function work(seconds, profile, options) {
  let count = 0
  let rounds = 0
  let last
  const began = performance.now()
  while (rounds === 0 || performance.now() < began + seconds * 1000) {
    last = explore(profile, scene, { from, ...options })
    count += last.states
    rounds += 1
  }
  const taken = (performance.now() - began) / 1000
  const { extent, states, edges, terminals, bytesPerState } = last
  const size = `${extent}, ${states} states, ${edges} edges, ${terminals} terminal`
  const each = `${(taken / rounds).toFixed(2)} s each, ${bytesPerState} bytes per state`
  return { count, seconds: taken, notes: `${size}; ${each}` }
}

export const cases = ['rfc-v1', 'rfc-v2', 'linux-6.18'].flatMap((profile) => [
  {
    name: `explore 3 x 6 calls, ${profile}`,
    unit: 'states',
    run: (seconds) => work(seconds, profile, {}),
  },
  {
    name: `explore 3 x 6 calls, ${profile}, no invariants`,
    unit: 'states',
    run: (seconds) => work(seconds, profile, { invariants: [] }),
  },
])
