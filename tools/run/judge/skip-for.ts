import type { Target } from '../../outcome/index.ts'
import type { Example } from '../../page/index.ts'
import type { Probe } from '../worker/driver.ts'
import type { Skip } from './run-result.ts'

/** Say why its labels exclude an example from a target; `undefined` if they do not. */
export function skipByLabel(example: Example, target: Target): Skip | undefined {
  const { norun, targets } = example.labels
  if (norun !== undefined) return { kind: 'norun', reason: norun }
  const names = [target.name, ...target.selectors]
  if (targets.length === 0 || targets.some((selector) => names.includes(selector))) return undefined
  return { kind: 'targets', reason: `the example is for ${targets.join(', ')}` }
}

/** Say what a target lacks for an example; `undefined` if nothing. */
export function skipByProbe(example: Example, probe: Probe): Skip | undefined {
  if (!probe.available) {
    const remedy = probe.remedy === '' ? '' : `; ${probe.remedy}`
    return { kind: 'unavailable', reason: `${probe.reason}${remedy}` }
  }
  const { fs, needs } = example.labels
  const lacks = [
    ...(hasFileSystem(example, probe.fs) ? [] : [`fs=${fs}`]),
    ...needs.filter((need) => !probe.capabilities.includes(need)),
  ]
  if (lacks.length === 0) return undefined
  return { kind: 'missing', reason: `${probe.name} has no ${lacks.join(', no ')}` }
}

function hasFileSystem({ labels: { fs }, group }: Example, offered: readonly string[]): boolean {
  return fs === 'any' || (group ?? [fs]).some((each) => offered.includes(each))
}
