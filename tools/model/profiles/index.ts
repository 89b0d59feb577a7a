import { linux61 } from './linux-6.1.ts'
import { linux612 } from './linux-6.12.ts'
import { linux618 } from './linux-6.18.ts'
import { linux72 } from './linux-7.2.ts'
import type { Profile, ProfileName } from './profile.ts'
import { rfcV1 } from './rfc-v1.ts'
import { rfcV2 } from './rfc-v2.ts'
import { rfcV1Exclusive, rfcV1Kill } from './variants-v1.ts'
import { rfcV2Intent, rfcV2Posted, rfcV2UnlockBlocks } from './variants-v2.ts'

/**
 * Kernels that the model can simulate, as tables of rules; each rule names its row and its source.
 *
 * A name with `+` is a variant of the series, with a request from the discussion or without a fix.
 *
 * @see the rules' own `source`
 */
export const profiles: Readonly<Record<ProfileName, Profile>> = {
  'rfc-v1': rfcV1,
  'rfc-v1+kill': rfcV1Kill,
  'rfc-v1+exclusive': rfcV1Exclusive,
  'rfc-v2': rfcV2,
  'rfc-v2+posted': rfcV2Posted,
  'rfc-v2+intent': rfcV2Intent,
  'rfc-v2+unlock-blocks': rfcV2UnlockBlocks,
  'linux-6.1': linux61,
  'linux-6.12': linux612,
  'linux-6.18': linux618,
  'linux-7.2': linux72,
}
