import { ext4Counted, noBreaks, xfsCounted } from './layout-tables.ts'
import { linux612 } from './linux-6.12.ts'
import type { Profile } from './profile.ts'

/** Mainline 6.18: changes since 6.12, mostly in 6.15. */
export const linux618: Profile = {
  name: 'linux-6.18',
  release: '6.18',
  rules: {
    ...linux612.rules,
    layoutSteps: {
      value: { ext4: ext4Counted, xfs: xfsCounted, other: noBreaks },
      row: '2.7, C27, G2',
      source: 'fs/dax.c dax_break_layout, v6.15',
    },
    attributeLock: {
      value: 'killable',
      row: 'C9, G1',
      source: 'fs/open.c do_truncate, chmod_common, chown_common, v6.16; measured on 7.2.13',
    },
    eviction: { value: 'waits', row: 'G5, E13', source: 'fs/dax.c dax_break_layout_final, v6.15' },
  },
}
