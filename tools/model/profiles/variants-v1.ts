import { everyChange } from './layout-tables.ts'
import type { Profile } from './profile.ts'
import { rfcV1 } from './rfc-v1.ts'

/** v1 with revocation by SIGKILL for holders that opted in, as Dan Williams requested. */
export const rfcV1Kill: Profile = {
  name: 'rfc-v1+kill',
  release: `${rfcV1.release}, with SIGKILL for holders that do not answer`,
  rules: {
    ...rfcV1.rules,
    expiry: {
      value: 'kills-who-asked',
      row: 'Q3',
      source:
        'mail of Dan Williams, June 2019: SIGKILL, opt-in by F_SETSIG; assumed: SIGIO comes first, ' +
        'and the breaker waits for the death',
    },
  },
}

/** v1 with the exclusive lease that Dave Chinner described in June 2019. */
export const rfcV1Exclusive: Profile = {
  name: 'rfc-v1+exclusive',
  release: `${rfcV1.release}, with exclusive access for the holder`,
  rules: {
    ...rfcV1.rules,
    layoutRequest: {
      value: 'exact-exclusive',
      row: 'A1, Q4',
      source: 'mails of Dave Chinner, 6 to 14 June 2019: exclusive access',
    },
    secondExclusive: {
      value: 'refused',
      row: 'A10',
      source: 'mail of Dave Chinner, 14 June 2019: two exclusive holders cannot be; errno assumed',
    },
    ownExclusive: {
      value: 'exempt',
      row: 'Q1',
      source: 'mails of Dave Chinner, 13 and 14 June 2019: the holder is exempt and is not told',
    },
    layoutSteps: {
      value: { ext4: everyChange, xfs: everyChange, other: everyChange },
      row: 'Q5, Q6, Q7',
      source:
        'mails of Dave Chinner, 6 to 13 June 2019: ETXTBSY before anything is modified, on every ' +
        'filesystem, write(2) and growth included',
    },
    exclusiveRefusal: {
      value: { ext4: 'returned', xfs: 'returned', other: 'returned' },
      row: '4',
      source: 'mails of Dave Chinner, 6 to 13 June 2019',
    },
  },
}
