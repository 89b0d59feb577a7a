import fc from 'fast-check'
import { anyPage } from './any-page.ts'
import { judgePages } from './judge-pages.ts'

/** Describe the smallest page found that fails like page `index` of `seed`, and why. */
export function describeFailure(seed: number, index: number): string {
  const path = `${index}`
  const limits = { numRuns: 1, interruptAfterTimeLimit: 30_000 }
  let smallest = fc.sample(anyPage, { seed, numRuns: index + 1 })[index] ?? ''
  const property = fc.property(anyPage, (document) => {
    const isSound = (judgePages([document])[0] ?? []).length === 0
    if (!isSound && document.length <= smallest.length) smallest = document
    return isSound
  })
  fc.check(property, { ...limits, seed, path })
  const faults = judgePages([smallest])[0] ?? []
  const reasons = faults.length > 0 ? faults : ['sound alone: an earlier page changed its form']
  return `page ${index} of seed ${seed}\n${reasons.join('\n')}\n${'-'.repeat(40)}\n${smallest}`
}
