import { type CallName, callShapes, isCallName } from '../call-shapes.ts'
import * as constants from '../constants.ts'
import type { TraceLine } from '../port.ts'
import { signalName } from '../signals.ts'

type Family = readonly (readonly [name: string, value: number])[]

const all = Object.entries(constants)
const family = (prefix: string): Family => all.filter(([name]) => name.startsWith(prefix))
const leaseTypes = ['F_RDLCK', 'F_WRLCK', 'F_UNLCK', 'F_LAYOUT', 'F_EXCLUSIVE']
const leases: Family = all.filter(([name]) => leaseTypes.includes(name))
const commands: Family = family('F_').filter(
  ([name]) => !leaseTypes.includes(name) && name !== 'F_EXLCK' && name !== 'F_SHLCK',
)
const opening = family('O_')
const descriptorFlags = family('FD_')

/** Arguments that take flags or one of several constants, by index. */
const places: Partial<Record<CallName, Readonly<Record<number, Family>>>> = {
  open: { 1: opening },
  fcntl: { 1: commands },
  fallocate: { 1: family('FALLOC_FL_') },
  mmap: { 3: family('PROT_'), 4: family('MAP_') },
  mprotect: { 1: family('PROT_') },
  send_fd: { 1: family('RDMA_') },
  ibv_reg_mr: { 3: family('IBV_ACCESS_') },
  pin_user_pages: { 3: family('FOLL_') },
}

/**
 * Replace the numbers in a line of a trace by the names of C constants.
 *
 * @param line
 *   Input line of a trace; returned unchanged if it is not a system call.
 * @returns
 *   Line that `readTrace` reads as the same call.
 * @see manproof(1), section Traces
 */
export function nameConstants(line: TraceLine): TraceLine {
  const { call, args } = line
  if (typeof call !== 'string' || !isCallName(call) || !Array.isArray(args)) return line
  return { ...line, args: nameArguments(call, args) }
}

function nameArguments(call: CallName, args: readonly unknown[]): unknown[] {
  return args.map((argument, index) => {
    const kind = callShapes[call][index]
    if (kind === 'action' && Array.isArray(argument)) return argument.map(nameConstants)
    if (typeof argument !== 'number') return argument
    if (kind === 'signal') return signalName(argument) ?? argument
    if (call === 'fcntl' && index === 2) return nameCommandArgument(args[1], argument)
    return nameFlags(places[call]?.[index] ?? [], argument)
  })
}

function nameCommandArgument(command: unknown, argument: number): unknown {
  if (command === constants.F_SETLEASE || command === 'F_SETLEASE') {
    return nameFlags(leases, argument)
  }
  if (command === constants.F_SETFL || command === 'F_SETFL') return nameFlags(opening, argument)
  if (command === constants.F_SETFD || command === 'F_SETFD') {
    return nameFlags(descriptorFlags, argument)
  }
  if (command !== constants.F_SETSIG && command !== 'F_SETSIG') return argument
  return signalName(argument) ?? argument
}

/** One name, or several joined by `|`; the number if names cannot express it exactly. */
function nameFlags(names: Family, value: number): unknown {
  const single = names.find(([, each]) => each === value)
  if (single !== undefined) return single[0]
  if (!Number.isInteger(value) || value < 0 || value > 0x7fff_ffff) return value
  let rest = value
  const parts: string[] = []
  // Largest first, to prefer one name of two bits to two names.
  for (const [name, each] of [...names].sort(([, a], [, b]) => b - a)) {
    if (each === 0 || (rest & each) !== each) continue
    parts.unshift(name)
    rest &= ~each
  }
  return rest === 0 && parts.length > 0 ? parts.join('|') : value
}
