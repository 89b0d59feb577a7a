import { integer } from '../args.ts'
import { SI_USER } from '../constants.ts'
import type { Context, Reply } from '../context.ts'
import { caller } from '../context.ts'
import type { Draft } from '../draft.ts'
import { append, countRefs, edit, findProcess, need, number, put } from '../draft.ts'
import { newFrame } from '../file/frames.ts'
import { releaseProcess } from '../lease/release.ts'
import { sendSignal, stops } from '../process/signal.ts'
import { signalNumber } from '../process/signal-names.ts'
import type { ProcessState } from '../state.ts'

/** Copy private pages at once; copy-on-write would be indistinguishable. */
function copyMaps(draft: Draft, parent: string, child: string): void {
  for (const map of draft.state.maps) {
    if (map.process !== parent) continue
    const copies = Object.fromEntries(
      Object.entries(map.copies).map(([page, frame]) => {
        const shared = map.shared && map.ino === undefined
        return [page, shared ? frame : newFrame(draft, need(draft.state.frames, frame))]
      }),
    )
    append(draft, 'maps', { ...map, process: child, copies })
  }
}

/** fork(2): the child shares descriptions, copies mappings, and inherits the RDMA context. */
export function fork(context: Context): Reply {
  const { draft, args } = context
  const [name] = args
  if (typeof name !== 'string' || name === '' || name === '__proto__') return { code: 'EINVAL' }
  if (findProcess(draft.state, name) !== undefined) return { code: 'EEXIST' }
  const parent = caller(context)
  const pid = number(draft, 'pid')
  put(draft, 'processes', name, {
    ...parent,
    name,
    pid,
    pending: [],
    collected: [],
    handler: [],
  })
  for (const { ofd } of Object.values(parent.fds)) countRefs(draft, ofd, 1)
  copyMaps(draft, parent.name, name)
  for (const [key, pin] of draft.state.pins.entries()) {
    if (pin.kind === 'direct' || !pin.holders.includes(parent.name)) continue
    edit(draft, 'pins', key).holders = [...pin.holders, name]
  }
  return { value: pid }
}

/** _exit(2): releases descriptors, mappings and pins, in an order that the model chooses. */
export function exit(context: Context): Reply {
  const { draft, args, process } = context
  const code = args[0] === undefined ? 0 : integer(args[0])
  if (code === undefined) return { code: 'EINVAL' }
  releaseProcess(draft, process)
  edit(draft, 'processes', process).status = 'exited'
  draft.effects.push({ kind: 'exited', process, code: code & 0xff })
  return { gone: true }
}

function targetOf(context: Context): ProcessState | undefined {
  const [target] = context.args
  const processes = Object.values(context.draft.state.processes)
  return processes.find(
    ({ name, pid, status }) => status === 'running' && (name === target || pid === target),
  )
}

/** kill(2); signal 0 only checks. */
export function kill(context: Context): Reply {
  const { draft, args } = context
  const signo = args[1] === 0 ? 0 : signalNumber(args[1])
  if (signo === undefined) return { code: 'EINVAL' }
  const target = targetOf(context)
  if (target === undefined) return { code: 'ESRCH' }
  const { uid } = caller(context)
  if (uid !== 0 && uid !== target.uid) return { code: 'EPERM' }
  if (signo === 0) return { value: 0 }
  if (stops(target, signo)) {
    return { unsupported: 'signals', reason: 'the model cannot stop processes' }
  }
  sendSignal(draft, target.name, { signo, si_code: SI_USER })
  return { value: 0 }
}
