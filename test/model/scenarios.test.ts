import { describe, expect, test } from 'vitest'
import type { ProfileName } from '../../tools/model/index.ts'
import { bench } from './bench.ts'
import {
  layoutScenarios,
  leaseScenarios,
  lifetimeScenarios,
  pinScenarios,
  type Scenario,
  timeScenarios,
  xfsScenarios,
} from './scenarios/index.ts'

const mainline: readonly ProfileName[] = ['linux-6.1', 'linux-6.12', 'linux-6.18', 'linux-7.2']

function check(profile: ProfileName, scenario: Scenario, expected: readonly unknown[]): void {
  test(`${scenario.id} on ${profile}: ${scenario.title}`, () => {
    const seen = scenario.run(bench(profile, scenario.fs, scenario.settings))
    expect(seen).toEqual(expected)
  })
}

describe.each([
  ['lease call', leaseScenarios],
  ['pins', pinScenarios],
  ['layout changes on ext4', layoutScenarios],
  ['XFS', xfsScenarios],
  ['signals and time', timeScenarios],
  ['lifetime and administration', lifetimeScenarios],
] as const)('%s', (_, scenarios) => {
  for (const scenario of scenarios) {
    check('rfc-v1', scenario, scenario.v1)
    check('rfc-v2', scenario, scenario.v2 ?? scenario.v1)
    for (const profile of scenario.main === undefined ? [] : mainline) {
      check(profile, scenario, scenario.main ?? [])
    }
  }
})
