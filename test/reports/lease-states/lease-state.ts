import type { Lease, State } from '../../../tools/model/index.ts'

/** Name the state of the only lease of the only file. */
export function leaseStateOf({ inodes }: State): string {
  const [lease] = Object.values(inodes).flatMap((inode) => inode.leases)
  if (lease === undefined) return 'none'
  const kind = kindOf(lease)
  if (lease.pending === undefined) return kind
  return lease.pending === 'unlock' ? `${kind}, asked to go` : `${kind}, asked to become read`
}

function kindOf({ layout, exclusive, type }: Lease): string {
  if (layout) return exclusive ? 'exclusive layout' : 'layout'
  return type === 0 ? 'read' : 'write'
}
