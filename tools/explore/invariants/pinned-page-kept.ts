import { actorOf, isDax, isMapped, pathOf } from '../names.ts'
import type { Invariant, View, Violation } from './invariant.ts'

/** A pinned page of persistent memory stays with its file. */
export const pinnedPageKept: Invariant = {
  id: 'pinned-page-kept',
  title: 'No pinned page is freed or given to another file',
  declared: [
    {
      row: 'C27',
      profiles: ['rfc-v1', 'rfc-v2', 'linux-6.1', 'linux-6.12'],
      reason: 'ext4 checks leases and pins only while the file is mapped',
    },
    {
      row: 'X8',
      profiles: ['rfc-v1', 'rfc-v2', 'linux-6.1', 'linux-6.12'],
      reason: 'XFS checks pins only while the file is mapped',
    },
    {
      row: 'E13',
      profiles: ['rfc-v1', 'rfc-v2', 'linux-6.1', 'linux-6.12'],
      reason: 'freeing an inode does not wait for pins',
    },
    {
      row: '2.7',
      profiles: ['rfc-v1', 'rfc-v2'],
      reason: 'an unaligned range can miss its last page',
    },
  ],
  check(view) {
    const { before, state } = view
    if (before.inodes === state.inodes || !isDax(state)) return []
    return state.pins.flatMap((pin) => {
      const lost = pin.pages.filter(({ ino, frame }) => {
        return ino !== undefined && hadPage(view, ino, frame) && !hasPage(view, ino, frame)
      })
      const [first] = lost
      return first?.ino === undefined ? [] : [violation(view, first.ino, pin.process)]
    })
  },
}

function hasFrame(pages: Readonly<Record<string, number>> | undefined, frame: number): boolean {
  return pages !== undefined && Object.values(pages).includes(frame)
}

function hadPage({ before }: View, ino: number, frame: number): boolean {
  return hasFrame(before.inodes[ino]?.pages, frame)
}

function hasPage({ state }: View, ino: number, frame: number): boolean {
  return hasFrame(state.inodes[ino]?.pages, frame)
}

function violation(view: View, ino: number, pin: string): Violation {
  const { before, event, state } = view
  const message = `${actorOf(before, event)} takes a page from \`${pathOf(before, ino)}\` that ${pin} pins`
  return { message, row: rowOf(view, state.inodes[ino] !== undefined, ino) }
}

function rowOf({ before }: View, exists: boolean, ino: number): string {
  if (!exists) return 'E13'
  if (isMapped(before, ino)) return '2.7'
  return before.fs === 'xfs-dax' ? 'X8' : 'C27'
}
