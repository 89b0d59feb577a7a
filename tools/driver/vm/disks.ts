import type { FileSystem } from '../port.ts'

/** A disk of a guest: an emulated NVDIMM with a filesystem. */
export interface Disk {
  /** Name of the filesystem in examples, and its label. */
  readonly fs: FileSystem
  readonly type: 'ext4' | 'xfs'
  /** Whether it is in fsdax mode, and mounted with `dax=always`. */
  readonly dax: boolean
  /** Bytes. */
  readonly size: number
}

const MiB = 1 << 20

/**
 * Disks of each guest.
 *
 * mkfs.xfs needs at least 300 MB. The images are sparse: together they occupy 300 KiB.
 */
export const disks: readonly Disk[] = [
  { fs: 'ext4-dax', type: 'ext4', dax: true, size: 128 * MiB },
  { fs: 'xfs-dax', type: 'xfs', dax: true, size: 512 * MiB },
  { fs: 'ext4', type: 'ext4', dax: false, size: 64 * MiB },
  { fs: 'xfs', type: 'xfs', dax: false, size: 320 * MiB },
]

/** Directory in the guest for worlds on a filesystem. */
export function placeOf(fs: FileSystem): string {
  return fs === 'tmpfs' ? '/tmp' : `/mnt/${fs}`
}

/** Lines of the guest's `/etc/disks`: label, type, options and place. */
export function mountTable(): string {
  const lines = disks.map(({ fs, type, dax }) => {
    const options = dax ? 'dax=always' : 'rw'
    return `${fs} ${type} ${options} ${placeOf(fs)}\n`
  })
  return lines.join('')
}
