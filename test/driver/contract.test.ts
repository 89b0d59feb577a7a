import { test } from 'vitest'
import {
  hostTarget,
  openTarget,
  simTarget,
  UnsupportedError,
  vmTarget,
} from '../../tools/driver/index.ts'
import { contract, type Deviations } from './contract.ts'

const types = 'other types than three are refused'

const deviations: Readonly<Record<string, Deviations>> = {
  'rfc-v1': {
    [types]: {
      reason: 'v1 patch 2 takes F_LAYOUT, exactly 16, for a layout lease',
      outcome: [0, 'EINVAL', 'EINVAL', 'EINVAL', 'EINVAL', 'EINVAL', 'EINVAL'],
    },
  },
  'rfc-v2': {
    [types]: {
      reason: 'v2 patch 2 tests bits: whatever contains 16, -1 too, is a layout lease',
      outcome: [0, 0, 0, 'EINVAL', 'EINVAL', 'EINVAL', 0],
    },
  },
}

for (const profile of ['rfc-v1', 'rfc-v2', 'linux-6.1', 'linux-6.12', 'linux-6.18'] as const) {
  contract(`sim:${profile}`, await openTarget(simTarget(profile)), deviations[profile])
}

const kernels = ['6.1', '6.12', 'newest']

for (const target of [hostTarget(), ...kernels.map((kernel) => vmTarget(kernel))]) {
  try {
    contract(target.name, await openTarget(target))
  } catch (error) {
    if (!(error instanceof UnsupportedError)) throw error
    test.skip(`contract of ${target.name}: ${error.message}`, () => {})
  }
}
