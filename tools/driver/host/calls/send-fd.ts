import { hubOf } from '../host-state.ts'
import type { CallContext } from './call-context.ts'
import { encodeArguments, refused, sendRequest } from './request.ts'

/** Pass a descriptor from one actor to another, through the hub. */
export async function sendFd(context: CallContext): Promise<unknown> {
  const { world, args } = context
  const [target] = args
  const receiver = [...world.actors.values()].find(
    ({ name, pid, dead }) => dead === undefined && (name === target || pid === target),
  )
  if (receiver === undefined) throw refused(context, 'ESRCH')
  const [, fd = '-1'] = encodeArguments(context)
  let receive: (fd: number | undefined) => void = () => {}
  const arrival = new Promise<number | undefined>((resolve) => {
    receive = resolve
  })
  receiver.receivers.push(receive)
  try {
    await sendRequest(context, 'send_fd', [String(receiver.number), fd])
  } catch (error) {
    const index = receiver.receivers.indexOf(receive)
    if (index !== -1) receiver.receivers.splice(index, 1)
    throw error
  }
  const arrived = await hubOf(world, 'call `send_fd`').during(arrival)
  if (arrived === undefined) throw refused(context, 'ESRCH')
  // The kernel drops a descriptor that does not fit into the table of the receiver.
  if (arrived < 0) throw refused(context, 'EMFILE')
  return arrived
}
