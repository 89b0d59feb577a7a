import { find, need, needInode } from './draft.ts'
import type { Errno } from './errno.ts'
import { normalPath, worldDirectory } from './file/path.ts'
import type { Inode, ProcessState, State } from './state.ts'

/** Result of a path walk; without `inode`, the parent directory exists. */
export type Found = { readonly path: string; readonly inode?: Inode } | { readonly code: Errno }

/** Whether a path is a plain name in the directory of the world, as most are: it needs no walk. */
function simple(path: string): boolean {
  return path !== '' && path !== '.' && path !== '..' && !path.includes('/')
}

/** Walk a path; a missing last component is not an error. */
export function lookUp(state: State, argument: unknown): Found {
  if (typeof argument !== 'string') return { code: 'EFAULT' }
  const known = simple(argument) ? state.paths[`/${argument}`] : undefined
  if (known !== undefined) return { path: `/${argument}`, inode: needInode(state, known) }
  if (argument === '') return { code: 'ENOENT' }
  if (argument.includes('\0')) return { code: 'EINVAL' }
  if (argument.split('/').some((part) => part.length > 255)) return { code: 'ENAMETOOLONG' }
  const outside = argument.startsWith('/') && !`${argument}/`.startsWith(`${worldDirectory}/`)
  if (outside) return { code: 'ENOENT' }
  const path = normalPath(argument)
  for (let at = path.indexOf('/', 1); at !== -1; at = path.indexOf('/', at + 1)) {
    const ino = find(state.paths, path.slice(0, at))
    if (ino === undefined) return { code: 'ENOENT' }
    if (needInode(state, ino).type !== 'dir') return { code: 'ENOTDIR' }
  }
  const ino = find(state.paths, path)
  if (ino === undefined) return { path }
  const inode = needInode(state, ino)
  if (argument.endsWith('/') && inode.type !== 'dir') return { code: 'ENOTDIR' }
  return { path, inode }
}

/** Whether the process can read (4) or write (2) the inode; user 0 always can. */
export function mayAccess(process: ProcessState, inode: Inode, want: number): boolean {
  if (process.uid === 0) return true
  const bits = process.uid === inode.uid ? inode.mode >> 6 : inode.mode
  return (bits & want) === want
}

/** Directory that holds a path. */
export function parentOf(state: State, path: string): Inode {
  const parent = path.slice(0, Math.max(path.lastIndexOf('/'), 1))
  return needInode(state, need(state.paths, parent))
}
