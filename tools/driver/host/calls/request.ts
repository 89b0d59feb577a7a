import { constants } from 'node:os'
import { callShapes, pathIn } from '../../call-shapes.ts'
import { IBV_ACCESS_LOCAL_WRITE } from '../../constants.ts'
import { KilledError, SystemError } from '../../errors.ts'
import { hubOf } from '../host-state.ts'
import { signalName } from '../signal-name.ts'
import type { Reply } from '../wire/hub.ts'
import { encodeArgument, type Refusal, type Word } from '../wire/wire.ts'
import type { CallContext } from './call-context.ts'

// Defaults of optional arguments, as on the simulator.
const defaults: Readonly<Record<string, number>> = {
  open: 0o600,
  ibv_reg_mr: IBV_ACCESS_LOCAL_WRITE,
}

/** Let the actor make the call, with arguments encoded according to its shape. */
export async function requestOf(
  context: CallContext,
  name: string = context.call,
): Promise<unknown> {
  return sendRequest(context, name, encodeArguments(context))
}

/** Arguments of a call as words; omitted optional ones get their defaults. */
export function encodeArguments({
  world,
  call,
  args,
}: Pick<CallContext, 'world' | 'call' | 'args'>): Word[] {
  const wire = { directory: hubOf(world, `call \`${call}\``).directory, pid: pidIn(world) }
  return callShapes[call].map((kind, index) => {
    const missing = kind === 'number?' && args[index] === undefined
    const value = missing ? (defaults[call] ?? 0) : args[index]
    return encodeArgument(kind, value, wire)
  })
}

/**
 * Send words to the actor and read its reply.
 *
 * @throws {SystemError}
 *   If the call fails in the kernel, or would: a word with an errno is not sent.
 * @throws {KilledError}
 *   If the process died.
 */
export async function sendRequest(
  context: CallContext,
  name: string,
  words: readonly Word[],
): Promise<unknown> {
  const refusal = words.find((word): word is Refusal => typeof word !== 'string')
  if (refusal !== undefined) throw refused(context, refusal.code)
  const hub = hubOf(context.world, `call \`${name}\``)
  const { actor, pending } = context
  const reply = await hub.ask(actor.number, name, words as readonly string[], (request) => {
    pending.request = request
  })
  if ('woken' in reply) pending.woken = true
  return readReply(context, reply)
}

/** Error for an errno that the kernel would return. */
export function refused(context: CallContext, code: string): SystemError {
  const errno = -((constants.errno as Readonly<Record<string, number>>)[code] ?? 0)
  return systemError(context, code, errno)
}

function systemError({ world, call, args }: CallContext, code: string, errno: number): SystemError {
  const { name: target } = world.target
  return new SystemError(code, { errno, syscall: call, target, ...pathIn(call, args) })
}

function readReply(context: CallContext, reply: Reply): unknown {
  const { actor, call } = context
  if ('result' in reply) return reply.result
  if ('errno' in reply) throw systemError(context, reply.code, -reply.errno)
  if ('fault' in reply) {
    throw systemError(context, signalName(reply.fault), -constants.errno.EFAULT)
  }
  if ('malformed' in reply) {
    throw new TypeError(`Unexpected request \`${call}\`, expected one of the actor program`)
  }
  if ('exited' in reply && call === 'exit') return undefined
  const signal = 'killed' in reply ? signalName(reply.killed) : (actor.dead ?? 'SIGKILL')
  throw new KilledError(actor.name, signal)
}

function pidIn(world: CallContext['world']) {
  return (target: unknown): number => {
    if (typeof target === 'number') return target
    for (const actor of world.actors.values()) if (actor.name === target) return actor.pid
    return Number.NaN
  }
}
