import type { Profile } from './profile.ts'
import { rfcV2 } from './rfc-v2.ts'

/** v2 without the XFS fix: a misplaced parenthesis loses every refusal but EWOULDBLOCK. */
export const rfcV2Posted: Profile = {
  name: 'rfc-v2+posted',
  release: `${rfcV2.release} without the XFS fix of 19 August`,
  rules: {
    ...rfcV2.rules,
    exclusiveRefusal: {
      value: { ext4: 'returned', xfs: 'swallowed', other: 'returned' },
      row: 'X1, X2',
      source: 'v2 patch 8; XFS fix of 19 August 2019',
    },
  },
}

/** v2 as its author intended it: leases live as long as their pins, and nothing hangs. */
export const rfcV2Intent: Profile = {
  name: 'rfc-v2+intent',
  release: `${rfcV2.release}, as described from 14 August to 4 September 2019`,
  rules: {
    ...rfcV2.rules,
    releaseWithPins: {
      value: 'refused',
      row: 'A24',
      source: 'mails of Ira Weiny, 16 August and 4 September 2019; errno never stated',
    },
    zombieLease: {
      value: 'refuses',
      row: 'B13',
      source: 'mail of Ira Weiny, 4 September 2019; errno never stated',
    },
    busyVerdict: {
      value: 'refuse-longterm',
      row: 'C9',
      source: 'v2 cover letter, and mail of Ira Weiny, 14 August 2019: the goal is ETXTBSY',
    },
  },
}

/** v2 with an unlock that waits for the pins, as Jan Kara requested. */
export const rfcV2UnlockBlocks: Profile = {
  name: 'rfc-v2+unlock-blocks',
  release: `${rfcV2.release}, with an unlock that waits for the pins`,
  rules: {
    ...rfcV2.rules,
    releaseWithPins: {
      value: 'waits',
      row: 'A24, Q2',
      source: 'mails of Jan Kara, 6 June, 14 and 15 August 2019; assumed: interruptible',
    },
  },
}
