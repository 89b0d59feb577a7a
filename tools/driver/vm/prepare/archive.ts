/** A file of an initial filesystem, or without `bytes` a directory. */
export interface ArchiveEntry {
  /** Without a leading slash. */
  readonly path: string
  readonly bytes?: Uint8Array
  /** Permission bits; default 0o755. */
  readonly mode?: number
}

/**
 * Compose an initial filesystem, uncompressed.
 *
 * @param entries
 *   Entries; a directory comes before its contents.
 * @returns
 *   Archive for the kernel to unpack; the same entries give the same bytes.
 * @see Documentation/driver-api/early-userspace/buffer-format.rst, v6.12, format `newc`
 */
export function composeArchive(entries: readonly ArchiveEntry[]): Buffer {
  const parts = entries.flatMap((entry, index) => entryParts(entry, index + 1))
  return Buffer.concat([...parts, ...entryParts({ path: 'TRAILER!!!', mode: 0 }, 0)])
}

const directory = 0o040000
const regular = 0o100000

function entryParts({ path, bytes, mode = 0o755 }: ArchiveEntry, inode: number): Uint8Array[] {
  const type = inode === 0 ? 0 : bytes === undefined ? directory : regular
  const name = Buffer.from(`${path}\0`)
  const size = bytes?.length ?? 0
  // ino mode uid gid nlink mtime filesize devmajor devminor rdevmajor rdevminor namesize check
  const numbers = [inode, type | mode, 0, 0, 1, 0, size, 0, 0, 0, 0, name.length, 0]
  const header = `070701${numbers.map((value) => value.toString(16).padStart(8, '0')).join('')}`
  return [
    ...padded(Buffer.concat([Buffer.from(header), name])),
    ...(bytes === undefined ? [] : padded(bytes)),
  ]
}

function padded(bytes: Uint8Array): Uint8Array[] {
  return [bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]
}
