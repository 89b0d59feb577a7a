import { PAGE } from '../constants.ts'
import type { Draft } from '../draft.ts'
import { edit, need, needInode, put } from '../draft.ts'
import type { Table } from '../state.ts'
import { spliced, zeroed } from './bytes.ts'
import { fileContent, fileFrame, freeFrame } from './frames.ts'
import { keysWithin, pageEnd, withoutKeys } from './page-table.ts'
import { including, type Ranges, shifted, without } from './ranges.ts'

/** Drop pages `[from, to)` of a file; pinned frames survive. */
function removePages(draft: Draft, ino: number, from: number, to: number): void {
  const inode = edit(draft, 'inodes', ino)
  const { pages } = inode
  inode.extents = without(inode.extents, from, to)
  inode.unwritten = without(inode.unwritten, from, to)
  // Extents can lie beyond the end of a file, pages cannot.
  const last = Math.min(to, pageEnd(inode))
  inode.pages = withoutKeys(pages, from, last)
  if (inode.pages === pages) return
  for (const index of keysWithin(pages, from, last)) freeFrame(draft, pages[index] ?? 0)
}

/** Unmap pages `[from, to)` of a file; `copies` also drops private copies. */
function unmapPages(
  draft: Draft,
  ino: number,
  range: readonly [number, number],
  copies: boolean,
): void {
  const { maps } = draft.state
  for (let key = 0; key < maps.length; key += 1) {
    const map = maps[key]
    if (map?.ino !== ino) continue
    const from = Math.max(range[0] - map.first, 0)
    const to = Math.min(range[1] - map.first, map.length / PAGE)
    const present = withoutKeys(map.present, from, to, copies ? undefined : map.copies)
    if (present !== map.present) edit(draft, 'maps', key).present = present
    const kept = copies ? withoutKeys(map.copies, from, to) : map.copies
    if (kept === map.copies) continue
    edit(draft, 'maps', key).copies = kept
    for (const page of keysWithin(map.copies, from, to)) freeFrame(draft, map.copies[page] ?? 0)
  }
}

function zeroBytes(draft: Draft, ino: number, from: number, to: number): void {
  const index = Math.floor(from / PAGE)
  if (from >= to || needInode(draft.state, ino).pages[index] === undefined) return
  const frame = fileFrame(draft, ino, index)
  const content = zeroed(need(draft.state.frames, frame), from % PAGE, to - index * PAGE)
  put(draft, 'frames', frame, content)
}

/** Set the size of a file. */
export function resizeFile(draft: Draft, ino: number, size: number): void {
  const inode = edit(draft, 'inodes', ino)
  if (size < inode.size) cutFile(draft, ino, size)
  inode.size = size
}

function cutFile(draft: Draft, ino: number, size: number): void {
  const end = Math.ceil(size / PAGE)
  zeroBytes(draft, ino, size, end * PAGE)
  unmapPages(draft, ino, [end, Number.POSITIVE_INFINITY], true)
  removePages(draft, ino, end, Number.POSITIVE_INFINITY)
}

/** Make `[offset, offset + length)` a hole; partial pages are zeroed. */
export function punchFile(draft: Draft, ino: number, offset: number, length: number): void {
  const end = offset + length
  const first = Math.ceil(offset / PAGE)
  const last = Math.floor(end / PAGE)
  if (first > last) {
    zeroBytes(draft, ino, offset, end)
    return
  }
  zeroBytes(draft, ino, offset, first * PAGE)
  zeroBytes(draft, ino, last * PAGE, end)
  unmapPages(draft, ino, [first, last], false)
  removePages(draft, ino, first, last)
}

/** Allocate the pages of `[offset, offset + length)`. */
export function allocateFile(draft: Draft, ino: number, offset: number, length: number): void {
  const inode = edit(draft, 'inodes', ino)
  const [first, end] = [Math.floor(offset / PAGE), Math.ceil((offset + length) / PAGE)]
  let added: Ranges = [[first, end]]
  for (const [from, to] of inode.extents) added = without(added, from, to)
  inode.extents = including(inode.extents, first, end)
  for (const [from, to] of added) inode.unwritten = including(inode.unwritten, from, to)
}

/** Move all pages from `from` on by `by` pages; pinned pages keep their data. */
export function movePages(draft: Draft, ino: number, from: number, by: number): void {
  if (by < 0) removePages(draft, ino, from + by, from)
  unmapPages(draft, ino, [Math.min(from, from + by), Number.POSITIVE_INFINITY], false)
  const inode = edit(draft, 'inodes', ino)
  const moved: Record<string, number> = {}
  for (const [index, frame] of Object.entries(inode.pages)) {
    moved[Number(index) >= from ? Number(index) + by : Number(index)] = frame
  }
  inode.pages = moved as Table<number>
  inode.extents = shifted(inode.extents, from, by)
  inode.unwritten = shifted(inode.unwritten, from, by)
  inode.size += by * PAGE
}

/** Write bytes; the file grows if they extend beyond its end. */
export function writeFile(draft: Draft, ino: number, offset: number, hex: string): void {
  const length = hex.length / 2
  for (let at = offset; at < offset + length; ) {
    const index = Math.floor(at / PAGE)
    const count = Math.min(PAGE - (at % PAGE), offset + length - at)
    const part = hex.slice((at - offset) * 2, (at - offset + count) * 2)
    const frame = fileFrame(draft, ino, index)
    put(draft, 'frames', frame, spliced(need(draft.state.frames, frame), at % PAGE, part))
    at += count
  }
  if (offset + length > needInode(draft.state, ino).size) {
    edit(draft, 'inodes', ino).size = offset + length
  }
}

/** Read bytes up to the end of the file, as hexadecimal. */
export function readFile(draft: Draft, ino: number, offset: number, length: number): string {
  const end = Math.min(needInode(draft.state, ino).size, offset + length)
  let hex = ''
  for (let at = offset; at < end; ) {
    const index = Math.floor(at / PAGE)
    const count = Math.min(PAGE - (at % PAGE), end - at)
    const start = (at % PAGE) * 2
    const content = fileContent(draft.state, ino, index)
    hex += content.slice(start, start + count * 2).padEnd(count * 2, '0')
    at += count
  }
  return hex
}

/** Overwrite a file with the extent of another; holes become holes. */
export function cloneFile(draft: Draft, ino: number, source: number): void {
  if (ino === source) return
  const { size, pages, extents } = needInode(draft.state, source)
  const end = Math.ceil(size / PAGE)
  punchFile(draft, ino, 0, end * PAGE)
  for (const index of keysWithin(pages, 0, end)) {
    const frame = fileFrame(draft, ino, index)
    put(draft, 'frames', frame, fileContent(draft.state, source, index))
  }
  const inode = edit(draft, 'inodes', ino)
  for (const [from, to] of extents) {
    if (from < end) inode.extents = including(inode.extents, from, Math.min(to, end))
  }
  inode.size = Math.max(inode.size, size)
}
