import type { Context, Reply } from '../context.ts'
import { caller } from '../context.ts'
import { append, edit, number } from '../draft.ts'
import { dropPin, settleEviction } from '../lease/release.ts'
import type { HandleKind } from '../state.ts'
import type { GupRequest } from './gup.ts'
import { getUserPages } from './gup.ts'

function addRecords(context: Context, name: string, leased: readonly number[]): void {
  const { draft } = context
  for (const ofd of leased) {
    const old = draft.state.records.findIndex(
      (record) => record.context === name && record.ofd === ofd,
    )
    if (old === -1) append(draft, 'records', { context: name, ofd, count: 1 })
    else edit(draft, 'records', old).count += 1
  }
}

/** Make a pin of the given kind and reply with its handle. */
export function addPin(context: Context, kind: HandleKind, request: GupRequest): Reply {
  const { draft } = context
  const result = getUserPages(context, request)
  if ('wait' in result) return { sleep: { stage: '', wait: result.wait } }
  if ('code' in result) {
    // Only RDMA retries the rest and so gets the errno; others turn a short count into EFAULT.
    const short = result.after > 0 && request.how.subsystem !== 'rdma'
    if (short) return { code: 'EFAULT' }
    const { code, oneOf } = result
    return oneOf === undefined ? { code } : { code, oneOf }
  }
  const process = caller(context)
  const id = number(draft, kind)
  append(draft, 'pins', {
    kind,
    id,
    longterm: request.how.longterm,
    holders: [process.name],
    process: process.name,
    context: process.context,
    pages: result.pages,
    since: draft.cause,
    bytes: request.length,
  })
  if (draft.rules.pinRecords.value) addRecords(context, process.context, result.leased)
  return { value: { [kind]: id } }
}

/** Release a pin that the process holds. */
export function removePin(context: Context, kind: HandleKind, id: number | undefined): Reply {
  const { draft, wait } = context
  if (context.stage === 'evict' && wait !== undefined) {
    return finishEviction(context, [wait.ino], Number(context.vars['value']))
  }
  const pin = draft.state.pins.find((each) => each.kind === kind && each.id === id)
  if (!pin?.holders.includes(context.process)) return { code: 'EINVAL' }
  return finishEviction(context, dropPin(draft, pin), kind === 'pipe' ? pin.bytes : 0)
}

/** Free inodes without references; the call can have to wait for their busy pages. */
export function finishEviction(context: Context, inodes: readonly number[], value: number): Reply {
  const wait = settleEviction(context.draft, inodes)
  if (wait === undefined) return { value }
  return { sleep: { stage: 'evict', wait, vars: { value } } }
}
