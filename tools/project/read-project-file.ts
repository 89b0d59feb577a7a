import { isUtf8 } from 'node:buffer'
import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readSync,
  realpathSync,
} from 'node:fs'
import { relative, resolve, sep } from 'node:path'
import { isInside } from './is-inside.ts'

/** Text of a file, or why it was not read. */
export type FileText = { readonly text: string } | FileRefusal

/** Why a file was not read; never includes its content. */
export interface FileRefusal {
  /** Follows "Cannot read X: ". */
  readonly problem: string
  /** Error of the system, if that refused. */
  readonly cause?: unknown
}

/** Size limit in bytes; the manual states it. */
const mostBytes = 16 * 1024 * 1024

/**
 * Read a file of a project: a regular UTF-8 file below its folder, of at most 16 MiB.
 *
 * Links to such files are followed. Nothing else is opened: opening a device can have effects, and
 * opening a FIFO wakes the process at its other end.
 *
 * @param root
 *   Folder of the project.
 * @param path
 *   File, relative to the folder or absolute.
 * @returns
 *   Text, including a byte order mark, or why it was not read.
 * @see open(2), `O_NOFOLLOW`, `O_NONBLOCK`; measured: test/project/read-project-file.test.ts
 */
export function readProjectFile(root: string, path: string): FileText {
  return readBelow(root, path, () => undefined)
}

/**
 * Read a program that a page quotes.
 *
 * It must be a file of the project, and neither hidden nor in a hidden folder: `.git/config`,
 * `.npmrc` and `.env` contain tokens and passwords, and a message prints the line in which a quote
 * differs.
 *
 * @param root
 *   Folder of the project.
 * @param name
 *   Path that the page names.
 * @returns
 *   Text, or why it was not read.
 */
export function readQuotedFile(root: string, name: string): FileText {
  return readBelow(root, name, (path) =>
    path.split(sep).some((part) => part.startsWith('.')) ? 'it is hidden' : undefined,
  )
}

function readBelow(
  root: string,
  path: string,
  refuse: (inside: string) => string | undefined,
): FileText {
  const outside = { problem: 'it is outside the project' }
  const asked = resolve(root, path)
  // Do not reveal whether it exists, either.
  if (!isInside(resolve(root), asked)) return outside
  try {
    const base = realpathSync.native(root)
    const real = realpathSync.native(asked)
    if (!isInside(base, real)) return outside
    const problem = refuse(relative(base, real))
    return problem === undefined ? readRegular(real) : { problem }
  } catch (cause) {
    const problem = faultOf(cause)
    return problem === undefined ? { problem: reasonOf(cause), cause } : { problem }
  }
}

function readRegular(path: string): FileText {
  const irregular = { problem: 'it is not a regular file' }
  if (!lstatSync(path).isFile()) return irregular
  const { O_RDONLY, O_NONBLOCK, O_NOFOLLOW, O_NOCTTY } = constants
  const fd = openSync(path, O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_NOCTTY)
  try {
    const stats = fstatSync(fd)
    if (!stats.isFile()) return irregular
    const bytes = stats.size > mostBytes ? undefined : bytesOf(fd, stats.size)
    if (bytes === undefined) return { problem: 'it is larger than 16 MiB' }
    return isUtf8(bytes) ? { text: bytes.toString('utf8') } : { problem: 'it is not UTF-8' }
  } finally {
    closeSync(fd)
  }
}

/** `undefined` if it is too large after all, as when another process is writing to it. */
function bytesOf(fd: number, size: number): Buffer | undefined {
  let bytes = Buffer.allocUnsafe(size + 1)
  for (let length = 0; length <= mostBytes; ) {
    const count = readSync(fd, bytes, length, bytes.length - length, null)
    if (count === 0) return bytes.subarray(0, length)
    length += count
    if (length === bytes.length) bytes = Buffer.concat([bytes], 2 * length)
  }
  return undefined
}

/** What the author of the project can mend. */
function faultOf(cause: unknown): string | undefined {
  const { code } = cause as NodeJS.ErrnoException
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'there is no such file'
  return code === 'ELOOP' ? 'its symbolic links lead in a circle' : undefined
}

function reasonOf(cause: unknown): string {
  const { code, message = '' } = cause as NodeJS.ErrnoException
  if (code === undefined) throw cause
  const words = message.replace(/^E[A-Z0-9]+: /, '').replace(/, \w+ '.*$/s, '')
  return `\`${code}\` (${words})`
}
