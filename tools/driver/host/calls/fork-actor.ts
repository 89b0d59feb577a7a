import { addActor } from '../host-state.ts'
import type { CallContext } from './call-context.ts'
import { sendRequest } from './request.ts'

/** Fork a process; the child is registered under its name at once. */
export async function forkActor(context: CallContext): Promise<unknown> {
  const { world, args } = context
  const name = String(args[0])
  if (world.processes.has(name)) {
    throw new Error(`Cannot fork \`${name}\`: a process of that name exists`)
  }
  const child = addActor(world, name)
  const made = sendRequest(context, 'fork', [String(child.number)]).then((pid) => {
    child.pid = Number(pid)
    return child
  })
  world.processes.set(name, made)
  try {
    await made
  } catch (error) {
    world.processes.delete(name)
    world.actors.delete(child.number)
    throw error
  }
  return child.pid
}
