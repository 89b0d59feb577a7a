import type { TraceLine } from '../driver/index.ts'
import type { Side } from './side.ts'
import { isPick, makers, nothing, pickFrom, type Step } from './step.ts'

/**
 * Perform a step and return its output.
 *
 * @param side
 *   Side from `openSide`.
 * @param step
 *   Step from `anyStep`; a call that sleeps is not awaited.
 * @returns
 *   Output lines of the world since the last step, for the calls of this side and all signals, even
 *   those caused by other code.
 */
export async function perform(side: Side, step: Step): Promise<readonly TraceLine[]> {
  const { world } = side
  if ('process' in step) await makeCall(side, step)
  else await world.advance(step.args[0])
  await world.settle()
  const { output } = world.trace()
  const fresh = output.slice(side.seen)
  side.seen = output.length
  return fresh.filter((line) => !('id' in line) || note(side, line))
}

async function makeCall(side: Side, step: Extract<Step, { process: string }>): Promise<void> {
  const { world, calls, made } = side
  const process = await world.process(step.process)
  const args = step.args.map((argument) => {
    if (!isPick(argument)) return argument
    const things = made.get(`${step.process} ${argument.pick}`) ?? []
    return pickFrom(things, argument) ?? nothing(argument.pick)
  })
  if (step.call === 'kill' || step.call === 'send_fd')
    args[0] = (await world.process(String(args[0]))).pid
  if (step.call === 'fork') args[0] = `child${calls.size + 1}`
  const method = process[step.call] as (...list: readonly unknown[]) => Promise<unknown>
  const call = method.apply(process, args)
  // The own `then` of a simulated call counts as waiting, and lets virtual time pass.
  void Promise.prototype.then.call(call, ignore, ignore)
  const line = world.trace().input.at(-1)
  if (line !== undefined) calls.set(line['id'], { line, number: calls.size + 1 })
}

function ignore(): void {}

/** Record a line about a call of this side; false if it is about another. */
function note({ calls, asleep, made }: Side, output: TraceLine): boolean {
  const { id, result } = output
  const known = calls.get(id)
  if (known === undefined) return false
  if (output['blocked'] === true) asleep.add(id)
  else asleep.delete(id)
  const kind = makers[String(known.line['call'])]
  if (kind === undefined || result === undefined) return true
  const key = `${known.line['process']} ${kind}`
  made.set(key, [...(made.get(key) ?? []), result])
  return true
}
