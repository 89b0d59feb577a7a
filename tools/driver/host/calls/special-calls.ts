import { type CallName, isCallName } from '../../call-shapes.ts'
import { F_SETOWN, F_SETOWN_EX, RDMA_FD } from '../../constants.ts'
import { UnsupportedError } from '../../errors.ts'
import type { Capability, HandlerCall } from '../../port.ts'
import { hubOf } from '../host-state.ts'
import { settle } from '../settle.ts'
import { encodeArgument, encodeReadPath, encodeText, type Word } from '../wire/wire.ts'
import type { CallContext } from './call-context.ts'
import { forkActor } from './fork-actor.ts'
import { encodeArguments, refused, requestOf, sendRequest } from './request.ts'
import { sendFd } from './send-fd.ts'

type Special = (context: CallContext) => Promise<unknown>

const module = 'it needs the test module, which only guests of the `vm` targets load'
const slow = 'it needs null_blk, which only guests of the `vm` targets load'
const device = 'there is no RDMA device; guests of the `vm` targets have a soft one'

/** Calls that are not simply one request of that name. */
export const specialCalls: Readonly<Partial<Record<CallName, Special>>> = {
  nextSignal: async ({ world, actor }) => {
    await settle(world)
    return actor.collected.shift() ?? null
  },
  readFile: async (context) => {
    const { directory } = hubOf(context.world, 'call `readFile`')
    const read = await sendRequest(context, 'readFile', [
      encodeReadPath(context.args[0], directory),
    ])
    return Buffer.from((read as { hex: string }).hex, 'hex').toString()
  },
  stat: (context) => requestOf(context, typeof context.args[0] === 'number' ? 'fstat' : 'stat'),
  fcntl: async (context) => {
    const [, command, owner] = context.args
    const sets = command === F_SETOWN || command === F_SETOWN_EX
    if (sets && owner !== 0 && !isOwn(context, owner)) await assertNobody(context, owner)
    return requestOf(context)
  },
  kill: async (context) => {
    const [target] = context.args
    if (!isOwn(context, target)) await assertNobody(context, target)
    return requestOf(context)
  },
  fork: forkActor,
  send_fd: async (context) => {
    const [receiver] = context.args
    if (!isOwn(context, receiver)) await assertNobody(context, receiver)
    if (context.args[1] === RDMA_FD) assertHas(context, 'rdma', device)
    return sendFd(context)
  },
  // Listed so that handlers cannot use it: they would have no program to return to.
  execve: (context) => requestOf(context),
  umount: async ({ world }) => {
    throw new UnsupportedError('umount', world.target.name, 'the world itself is on it')
  },
  sigaction: (context) => sendRequest(context, 'sigaction', actionWords(context)),
  ibv_reg_mr: needing('rdma', device),
  ibv_dereg_mr: needing('rdma', device),
  pin_user_pages: needing('longpin', module),
  unpin_user_pages: needing('longpin', module),
  writeDirect: needing('slow-dio', slow),
}

function needing(capability: Capability, reason: string): Special {
  return async (context) => {
    assertHas(context, capability, reason)
    return requestOf(context)
  }
}

function assertHas({ world }: CallContext, capability: Capability, reason: string): void {
  const { name, capabilities } = world.target
  if (!capabilities.includes(capability)) throw new UnsupportedError(capability, name, reason)
}

function actionWords({ world, args: [signal, action, restart] }: CallContext): Word[] {
  const { directory } = hubOf(world, 'call `sigaction`')
  const wire = { directory, pid: Number }
  const which = encodeArgument('signal', signal, wire)
  const restarts = encodeArgument('restart?', restart, wire)
  if (!Array.isArray(action)) {
    const known = action === 'default' || action === 'ignore' || action === 'collect'
    return [which, known ? encodeText(action) : { code: 'EINVAL' }, restarts]
  }
  const lines = (action as HandlerCall[]).map(({ call, args }) => handlerLine(world, call, args))
  return [which, encodeText(lines.join('\n')), restarts]
}

function handlerLine(world: CallContext['world'], call: string, args: readonly unknown[]): string {
  if (!isCallName(call)) throw new TypeError(`Unexpected call \`${call}\` in a signal handler`)
  const words = encodeArguments({ world, call, args })
  const fails = specialCalls[call] !== undefined && call !== 'fcntl'
  if (fails || words.some((word) => typeof word !== 'string')) {
    throw new TypeError(`Cannot run \`${call}\` in a signal handler of ${world.target.name}`)
  }
  return [call, ...words].join(' ')
}

// Decided without a request, which would reach the hub after a later `settle`.
function isOwn({ world }: CallContext, target: unknown): boolean {
  return [...world.actors.values()].some(({ name, pid }) => target === name || target === pid)
}

/**
 * Refuse to affect processes outside this world, since an example may run as root.
 *
 * A pid that is not in use is left to the kernel.
 */
async function assertNobody(context: CallContext, target: unknown): Promise<void> {
  const { world, call } = context
  if (typeof target === 'string') throw refused(context, 'ESRCH')
  const pid = Number(target)
  if (Number.isInteger(pid) && pid !== 0 && pid !== -1 && Math.abs(pid) < 2 ** 31) {
    const reply = await hubOf(world, `call \`${call}\``).ask(0, 'exists', [String(pid)])
    if ('result' in reply && reply.result === 0) return
  }
  throw new Error(`Unexpected process ${pid} in \`${call}\`, expected one of this world`)
}
