import type { Context, Reply } from './context.ts'
import { caller } from './context.ts'
import { edit, find, number, put, rule } from './draft.ts'
import type { GupRequest } from './gup.ts'
import { getUserPages } from './gup.ts'
import { dropPin, reap } from './release.ts'
import type { Pin } from './state.ts'

/** Key of a pin in the state. */
export function pinKey(kind: Pin['kind'], id: number): string {
  return `${kind}:${id}`
}

function addRecords(context: Context, name: string, leased: readonly number[]): void {
  const { draft } = context
  for (const ofd of leased) {
    const old = Object.entries(draft.state.records).find(
      ([, record]) => record.context === name && record.ofd === ofd,
    )
    if (old !== undefined) edit(draft, 'records', old[0]).count = old[1].count + 1
    else put(draft, 'records', number(draft, 'record'), { context: name, ofd, count: 1 })
  }
}

/** Make a pin of the given kind; the reply is its handle. */
export function addPin(context: Context, kind: Pin['kind'], request: GupRequest): Reply {
  const { draft } = context
  const result = getUserPages(context, request)
  if ('wait' in result) return { sleep: { stage: '', wait: result.wait } }
  if ('code' in result) {
    // Only RDMA asks again for the rest and so learns why; others turn a short count into EFAULT.
    const short = result.after > 0 && request.subsystem !== 'rdma'
    return { code: short ? 'EFAULT' : result.code }
  }
  const process = caller(context)
  const id = number(draft, kind)
  put(draft, 'pins', pinKey(kind, id), {
    kind,
    longterm: request.longterm,
    holders: [process.name],
    process: process.name,
    context: process.context,
    pages: result.pages,
    since: draft.cause,
    bytes: request.length,
  })
  if (rule(draft, 'pinRecords')) addRecords(context, process.context, result.leased)
  return { value: { [kind]: id } }
}

/** Give up a pin that the process holds. */
export function removePin(context: Context, kind: Pin['kind'], id: number | undefined): Reply {
  const { draft } = context
  const key = id === undefined ? '' : pinKey(kind, id)
  const pin = find(draft.state.pins, key)
  if (context.stage === 'evict') return finishEviction(context, Number(context.vars['value']))
  if (!pin?.holders.includes(context.process)) return { code: 'EINVAL' }
  dropPin(draft, key)
  return finishEviction(context, kind === 'pipe' ? pin.bytes : 0)
}

/** Free what nothing refers to any more; the call may have to wait for that. */
export function finishEviction(context: Context, value: number): Reply {
  const wait = reap(context.draft)
  if (wait === undefined) return { value }
  return { sleep: { stage: 'evict', wait, vars: { value } } }
}
