import type { Draft } from '../draft.ts'
import { drop, edit, find, lowest, need, needInode, put, withEntry } from '../draft.ts'
import type { PinnedPage, State } from '../state.ts'
import { trimmed } from './bytes.ts'
import { including } from './ranges.ts'

/** Whether a pin, long or short, refers to the frame. */
export function isPinned(state: State, frame: number): boolean {
  return state.pins.some(({ pages }) => pages.some((page) => page.frame === frame))
}

/** Frame of a page of a file, allocated if it is missing. */
export function fileFrame(draft: Draft, ino: number, index: number): number {
  const inode = needInode(draft.state, ino)
  const frame = find(inode.pages, index)
  if (frame !== undefined) return frame
  const added = newFrame(draft, '')
  const changed = edit(draft, 'inodes', ino)
  changed.pages = withEntry(changed.pages, index, added)
  changed.extents = including(changed.extents, index, index + 1)
  return added
}

/** Content of a page of a file; a hole is empty. */
export function fileContent(state: State, ino: number, index: number): string {
  const frame = find(needInode(state, ino).pages, index)
  return frame === undefined ? '' : need(state.frames, frame)
}

/** Allocate a frame without references. */
export function newFrame(draft: Draft, content: string): number {
  const frame = lowest(draft, 'frames')
  put(draft, 'frames', frame, trimmed(content))
  return frame
}

/** Free the frame of a dropped pin if unused; usually it is still where it was pinned. */
export function freePinned(draft: Draft, { frame, ino, index }: PinnedPage): void {
  if (ino !== undefined && index !== undefined) {
    if (draft.state.inodes[ino]?.pages[index] === frame) return
  }
  freeFrame(draft, frame)
}

/** Free a frame unless a pin, file or mapping still uses it. */
export function freeFrame(draft: Draft, frame: number): void {
  if (isPinned(draft.state, frame) || isOwned(draft.state, frame)) return
  drop(draft, 'frames', frame)
}

/** Whether a file or mapping uses the frame. */
function isOwned(state: State, frame: number): boolean {
  for (const key in state.inodes) {
    if (hasFrame(state.inodes[key]?.pages, frame)) return true
  }
  return state.maps.some(({ copies }) => hasFrame(copies, frame))
}

function hasFrame(pages: Readonly<Record<string, number>> | undefined, frame: number): boolean {
  for (const key in pages) if (pages[key] === frame) return true
  return false
}
