import { linux618 } from './linux-6.18.ts'
import type { Profile } from './profile.ts'

/** Mainline 7.2: changes since 6.18. */
export const linux72: Profile = {
  name: 'linux-7.2',
  release: '7.2',
  rules: {
    ...linux618.rules,
    leaseFiles: {
      value: 'opted-in',
      row: '2.6',
      source: 'series of 8 January 2026, in 7.0; measured on 7.2.13: EINVAL on hugetlbfs',
    },
  },
}
