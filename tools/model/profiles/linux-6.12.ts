import { linux61 } from './linux-6.1.ts'
import type { Profile } from './profile.ts'

/** Mainline 6.12: changes since 6.1. */
export const linux612: Profile = {
  name: 'linux-6.12',
  release: '6.12',
  rules: {
    ...linux61.rules,
    rangeCheck: {
      value: { ext4: 'last', xfs: 'last', other: 'first' },
      row: 'C9, G1',
      source: 'fs/ext4/extents.c ext4_fallocate, v6.14; measured on 6.12.117, which has it too',
    },
    dirtyTrackedPin: {
      value: 'EFAULT',
      row: 'B16',
      source: 'mm/gup.c writable_file_mapping_allowed, v6.5; measured on 6.12',
    },
    ioUringFiles: {
      value: 'as-gup',
      row: 'B4a',
      source: 'io_uring/rsrc.c io_pin_pages, v6.5; measured on 6.12',
    },
    directEnd: { value: 'wakes', row: 'G1a', source: 'measured on 6.12 and 7.2' },
    readOnlyRegion: {
      value: 'read',
      row: '2.6',
      source: 'drivers/infiniband/core/umem.c ib_umem_get, v6.3; measured on 6.12',
    },
  },
}
