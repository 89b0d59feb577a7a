import { linux61 } from './linux-6.1.ts'
import { linux612 } from './linux-6.12.ts'
import { linux618 } from './linux-6.18.ts'
import type { Profile, ProfileName } from './profile.ts'
import { rfcV1 } from './rfc-v1.ts'
import { rfcV2 } from './rfc-v2.ts'

/**
 * Kernels the model can be, as tables of rules; each rule names its row and its source.
 *
 * @see the rules' own `source`
 */
export const profiles: Readonly<Record<ProfileName, Profile>> = {
  'rfc-v1': rfcV1,
  'rfc-v2': rfcV2,
  'linux-6.1': linux61,
  'linux-6.12': linux612,
  'linux-6.18': linux618,
}
