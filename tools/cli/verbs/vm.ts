import { exitCode, systemError, usageError } from '../../message/index.ts'
import { expectedOf } from '../../words/index.ts'
import type { Io } from '../io.ts'
import type { Invocation, Verb } from '../verb.ts'

const usage = `Usage: manproof vm prepare [--only KERNEL]... [--kernel PATH [--modules DIR]]
       manproof vm status [--json]
       manproof vm stop
       manproof vm clean

Guests with Debian kernels and filesystems with real DAX, for the targets vm:6.1, vm:6.12 and
vm:newest. They are made once, in $XDG_CACHE_HOME/manproof/vm, from packages that are unpacked
there but never installed; examples then start them from a saved state.

  prepare          make the missing guests; can be interrupted and run again
    --only KERNEL  make only 6.1, 6.12 or newest; repeatable
    --kernel PATH  use your own kernel image, for the target vm:own
    --modules DIR  use the modules in this folder, which has a modules.dep; default:
                   /lib/modules/RELEASE beside the image or on this machine, else only built-ins
  status           list the guests, their size, and those running
    --json         print an object with cache, size, guests and running
  stop             stop the running guests
  clean            stop them, and remove all guests

Examples:
  manproof vm prepare --only 6.12
  manproof test --target vm

Exit status: 0 clean; 2 wrong command line; 3 a program or a kernel is missing, or the folder cannot
be written.
`

type Vm = typeof import('../../driver/vm/index.ts')

const kernels = ['6.1', '6.12', 'newest'] as const
const actions: Readonly<Record<string, (vm: Vm, invocation: Invocation) => Promise<number>>> = {
  prepare,
  status,
  stop,
  clean,
}

/** `manproof vm`. */
export const vm: Verb = {
  usage,
  options: {
    only: { type: 'string', multiple: true, oneOf: kernels },
    kernel: { type: 'string' },
    modules: { type: 'string' },
    json: { type: 'boolean' },
  },
  async run(invocation) {
    const [word = '', ...rest] = invocation.positionals
    const action = Object.hasOwn(actions, word) ? actions[word] : undefined
    if (action === undefined) {
      const expected = expectedOf(word, Object.keys(actions))
      throw usageError(`Unexpected word \`${word}\` after \`vm\`, expected ${expected}`)
    }
    if (rest[0] !== undefined) throw usageError(`Unexpected word \`${rest[0]}\`, expected none`)
    return action(await import('../../driver/vm/index.ts'), invocation)
  },
}

async function prepare(vm: Vm, { values, io }: Invocation): Promise<number> {
  const { only, kernel, modules } = values
  const own = typeof kernel === 'string' ? kernel : undefined
  if (own !== undefined && only !== undefined) {
    throw usageError('Unexpected `--only` with `--kernel`, expected only one of them')
  }
  if (typeof modules === 'string' && own === undefined) {
    throw usageError('Unexpected `--modules`, expected it with `--kernel` only')
  }
  const paths = { ...(own && { kernel: own }), ...(typeof modules === 'string' && { modules }) }
  const lines = own !== undefined ? ['own'] : Array.isArray(only) ? only : kernels
  let code: number = exitCode.clean
  for (const line of lines)
    if (!(await prepareOne(vm, io, { line, ...paths }))) code = exitCode.system
  return code
}

type Asked = Pick<Parameters<Vm['prepareGuest']>[0], 'line' | 'kernel' | 'modules'>

async function prepareOne(vm: Vm, io: Io, asked: Asked): Promise<boolean> {
  const { line } = asked
  const start = performance.now()
  const seconds = (): string => `${((performance.now() - start) / 1000).toFixed(1)} s`
  try {
    const prepared = await vm.prepareGuest({
      ...asked,
      signal: io.signal,
      say: (what) => {
        if (io.progress !== 'none') io.stderr(`vm:${line}: ${what} (${seconds()})\n`)
      },
    })
    const { release, fs, notes } = prepared
    io.stdout(`vm:${line}: ready after ${seconds()}, Linux ${release}, ${fs.join(' ')}\n`)
    for (const note of notes) io.stdout(`  without ${note}\n`)
    return true
  } catch (error) {
    if (io.signal.aborted) throw error
    if (error instanceof vm.RequirementError) {
      io.stderr(`manproof: error: vm:${line}: ${error.message}\n`)
      return false
    }
    throw systemError(`Cannot prepare vm:${line}`, error)
  }
}

async function status(vm: Vm, { values, io }: Invocation): Promise<number> {
  const found = await vm.vmStatus()
  if (values['json']) {
    io.data(`${JSON.stringify(found, null, 2)}\n`)
    return exitCode.clean
  }
  io.stdout(`${found.cache}: ${megabytes(found.size)}\n`)
  for (const guest of found.guests) {
    io.stdout(
      guest.available
        ? `  yes   vm:${guest.line}: ${guest.release}, ${megabytes(guest.size)}\n`
        : `  no    vm:${guest.line}: ${guest.reason}\n`,
    )
  }
  for (const { pid, line } of found.running) io.stdout(`  runs  vm:${line}: process ${pid}\n`)
  return exitCode.clean
}

async function stop(vm: Vm, { io }: Invocation): Promise<number> {
  const stopped = await vm.stopGuests()
  for (const { pid, line } of stopped) io.stdout(`stopped vm:${line}, process ${pid}\n`)
  return exitCode.clean
}

async function clean(vm: Vm, { io }: Invocation): Promise<number> {
  const freed = await vm.cleanGuests().catch((error: unknown) => {
    throw systemError('Cannot remove the guests', error)
  })
  io.stdout(`freed ${megabytes(freed)}\n`)
  return exitCode.clean
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1e6)} MB`
}
