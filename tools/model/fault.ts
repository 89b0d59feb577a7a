import { PAGE } from './constants.ts'
import type { Draft } from './draft.ts'
import { edit, need, needInode, withEntry } from './draft.ts'
import { fileContent, fileFrame, newFrame } from './file/frames.ts'
import { areFaultsHeld, lockWait } from './file/inode-locks.ts'
import type { Wait } from './state.ts'

/** Where a page of a mapping is after an access; a frame of -1 is the zero page. */
export type FaultResult =
  | { readonly frame: number; readonly ino?: number; readonly index?: number }
  | { readonly code: 'SIGBUS' }
  | { readonly wait: Wait }

function addCopy(draft: Draft, key: number, page: number, content: string): FaultResult {
  const frame = newFrame(draft, content)
  const map = edit(draft, 'maps', key)
  map.copies = withEntry(map.copies, page, frame)
  map.present = withEntry(map.present, page, 'w')
  return { frame }
}

function setPresent(draft: Draft, key: number, page: number, how: 'r' | 'w'): void {
  const { present } = need(draft.state.maps, key)
  if (present[page] === 'w' || present[page] === how) return
  edit(draft, 'maps', key).present = withEntry(present, page, how)
}

const zero: FaultResult = { frame: -1 }

function freshFault(
  draft: Draft,
  key: number,
  page: number,
  access: { readonly write: boolean; readonly frame: boolean },
): FaultResult {
  const { state } = draft
  const map = need(state.maps, key)
  const { ino } = map
  if (ino === undefined) return access.write || access.frame ? addCopy(draft, key, page, '') : zero
  const index = map.first + page
  const how = access.write ? 'w' : 'r'
  const has = map.present[page]
  // Row D12: a pin accepts any page in the page tables; a store needs a writable one.
  if (has === undefined || (access.write && has === 'r' && !access.frame)) {
    if (areFaultsHeld(state, ino)) return { wait: lockWait('mmap', ino) }
  }
  if (index >= Math.ceil(needInode(state, ino).size / PAGE)) return { code: 'SIGBUS' }
  if (access.write && !map.shared) {
    return addCopy(draft, key, page, fileContent(state, ino, index))
  }
  setPresent(draft, key, page, how)
  const frame = needInode(draft.state, ino).pages[index]
  if (frame === undefined && !access.write && !access.frame) return zero
  if (frame === undefined && !access.write && isUnwritten(draft, ino, index)) {
    // fs/dax.c dax_load_hole, v6.12: a reader gets the zero page, so no page of the file is busy;
    // measured on 6.1 and 6.12, test/model/waiting.test.ts
    return { frame: newFrame(draft, '') }
  }
  return { frame: frame ?? fileFrame(draft, ino, index), ino, index }
}

function isUnwritten({ state }: Draft, ino: number, index: number): boolean {
  const { dax, extents, unwritten } = needInode(state, ino)
  const isIn = ([from, to]: readonly [number, number]): boolean => from <= index && index < to
  return dax && (!extents.some(isIn) || unwritten.some(isIn))
}

/**
 * Touch a page of a mapping.
 *
 * @param page
 *   Number within the mapping.
 * @param access
 *   Whether to write, and whether even a hole needs a frame (for pins).
 * @see fs/ext4/inode.c ext4_filemap_fault, v5.2: faults sleep while a layout break blocks them
 */
export function fault(
  draft: Draft,
  key: number,
  page: number,
  access: { readonly write: boolean; readonly frame: boolean },
): FaultResult {
  const copy = need(draft.state.maps, key).copies[page]
  return copy === undefined ? freshFault(draft, key, page, access) : { frame: copy }
}
