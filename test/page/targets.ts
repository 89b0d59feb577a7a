import type { Target } from '../../tools/outcome/index.ts'

function makeTarget(name: string, ...selectors: string[]): Target {
  return { name, selectors, module: 'file:///driver.js', options: {} }
}

/** Targets like those in the configuration of this repository. */
export const targets: readonly Target[] = [
  makeTarget('sim:rfc-v1', 'sim', 'rfc', 'rfc-v1'),
  makeTarget('sim:rfc-v2', 'sim', 'rfc', 'rfc-v2'),
  makeTarget('sim:linux-6.1', 'sim', 'linux', 'linux-6.1'),
  makeTarget('sim:linux-6.18', 'sim', 'linux', 'linux-6.18'),
  makeTarget('host', 'real', 'linux', 'host', 'linux-6.18'),
]
