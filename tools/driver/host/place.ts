import { existsSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import type { FileSystem } from '../port.ts'
import { whichProgram } from '../which-program.ts'

export interface Place {
  /** Directory in which the world creates its own. */
  readonly parent: string
  /** A filesystem to create and mount there, in a mount namespace of the world. */
  readonly mount?: { readonly type: string; readonly make?: Maker }
}

/** A program that creates a filesystem in an image. */
export interface Maker {
  readonly program: string
  readonly words: readonly string[]
  /** Bytes of the (sparse) image. */
  readonly size: number
}

const MiB = 1 << 20

// Magic numbers of include/uapi/linux/magic.h; ext2 and ext3 share that of ext4.
const magic: Readonly<Partial<Record<FileSystem, number>>> = {
  ext4: 0xef53,
  tmpfs: 0x01021994,
  xfs: 0x58465342,
  btrfs: 0x9123683e,
  overlay: 0x794c7630,
}

const fileSystems = Object.keys(magic) as FileSystem[]

const makers: Readonly<Record<string, Maker>> = {
  ext4: { program: 'mkfs.ext4', words: ['-q', '-F'], size: 64 * MiB },
  xfs: { program: 'mkfs.xfs', words: ['-q', '-f'], size: 320 * MiB },
  btrfs: { program: 'mkfs.btrfs', words: ['-q', '-f'], size: 128 * MiB },
}

/**
 * Find a place on a filesystem.
 *
 * @returns
 *   Place, or the reason why there is none.
 */
export function findPlace(fs: FileSystem): Place | string {
  const temporary = tmpdir()
  if (fs === 'any') return { parent: temporary }
  const parent = [temporary, '/dev/shm'].find((path) => isOn(path, fs))
  if (parent !== undefined) return { parent }
  if (fs === 'tmpfs') return mountable() ?? { parent: temporary, mount: { type: 'tmpfs' } }
  const maker = makers[fs]
  if (maker !== undefined) return mountable() ?? madePlace(fs, maker, temporary)
  if (fs.endsWith('dax')) return 'persistent memory here is not used; see the `vm` targets'
  return `\`${temporary}\` is on another filesystem`
}

/** Filesystem of a directory, if an example can request it. */
export function fileSystemOf(path: string): FileSystem | undefined {
  const type = magicOf(path)
  return fileSystems.find((name) => magic[name] === type)
}

function isOn(path: string, fs: FileSystem): boolean {
  return magicOf(path) === magic[fs]
}

function magicOf(path: string): number {
  try {
    return statfsSync(path).type
  } catch {
    return 0
  }
}

function mountable(): string | undefined {
  return process.getuid?.() === 0 ? undefined : 'only root can mount it'
}

function madePlace(type: string, maker: Maker, parent: string): Place | string {
  if (!existsSync('/dev/loop-control')) return 'there is no loop device'
  const program = whichProgram(maker.program)
  if (program === undefined) return `\`${maker.program}\` is not installed`
  return { parent, mount: { type, make: { ...maker, program } } }
}
