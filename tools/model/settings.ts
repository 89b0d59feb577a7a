import type { FileSystemName } from './file/file-system.ts'

/** A file that exists before the first call. */
export interface FileSetting {
  readonly name: string
  /** Bytes, all allocated and zero; default 0. */
  readonly size?: number
  /** Permission bits; default 0o600. */
  readonly mode?: number
  /** User id; default 0. */
  readonly owner?: number
  /** Default `file`. */
  readonly type?: 'file' | 'dir' | 'fifo'
}

/** Initial settings of a world. */
export interface Settings {
  /** `any` and `dax` stand for `ext4-dax`; default `any`. */
  readonly fs?: FileSystemName | 'any' | 'dax'
  /** Seconds, 0: never; default 45. */
  readonly leaseBreakTime?: number
  /** Default true. */
  readonly leasesEnable?: boolean
  readonly files?: readonly FileSetting[]
}
