import { describe, expect, it } from 'vitest'
import { flowHandlers } from '../../../tools/man/blocks/flow.ts'
import { compileRoff } from '../../../tools/man/index.ts'
import { phrasingHandlers } from '../../../tools/man/phrasing/phrasing.ts'
import fc from '../../seeded.ts'
import { describeWith } from '../find-tool.ts'
import { countPages } from '../losses/count-pages.ts'
import { anyPage } from './any-page.ts'
import { describeFailure } from './describe-failure.ts'
import { judgePages, optionsFor } from './judge-pages.ts'
import { mutants } from './page-mutants.ts'

/** Expand the macro for references, for programs without it. */
function expandReferences(roff: string): string {
  return roff.replace(
    /^\.MR (\S+) (\S+)(?: (?:"(.*)"|(.*)))?$/gm,
    (_, name: string, section: string, quoted = '', bare = '') =>
      `.BR \\%${name} "(${section})${quoted}${bare}"`,
  )
}

// The same pages each time; `npm run soak:man` tries new ones.
const seed = 20_261_122

describeWith('mandoc', 'groff')(
  'any page of hostile text',
  () => {
    describe('in mandoc and in groff on a terminal of 80 columns', () => {
      it.each([0, 1, 2])('shows every word and line of code in order, part %i', (part) => {
        const documents = fc.sample(anyPage, { numRuns: 100, seed: seed + part })
        const failed = judgePages(documents).findIndex((faults) => faults.length > 0)
        expect(failed < 0 ? '' : describeFailure(seed + part, failed)).toBe('')
      })
    })

    it('shows every word and line of code with the macro for references, too', () => {
      const documents = fc.sample(anyPage, { numRuns: 100, seed: seed + 3 })
      const macros: string[] = []
      const failed = judgePages(documents, (tree, file) => {
        const options = { ...optionsFor(tree, file), crossReferences: 'MR' as const }
        const { text } = compileRoff(tree, file, options)
        macros.push(...(text.match(/^\.MR /gm) ?? []))
        return expandReferences(text)
      }).findIndex((faults) => faults.length > 0)
      expect(failed < 0 ? '' : describeFailure(seed + 3, failed)).toBe('')
      expect(macros.length).toBeGreaterThan(20)
    })

    it('has every node for which the compiler has a handler', () => {
      const { nodes } = countPages(fc.sample(anyPage, { numRuns: 100, seed }))
      const known = new Set([...Object.keys(flowHandlers), ...Object.keys(phrasingHandlers)])
      expect([...known].filter((type) => !nodes.has(type))).toEqual([])
    })

    it.each(mutants)('is found faulty when $name', ({ compile }) => {
      const documents = fc.sample(anyPage, { numRuns: 60, seed })
      const changed: number[] = []
      const faults = judgePages(documents, (tree, file) => {
        const { text, isChanged } = compile(tree, file)
        if (isChanged) changed.push(Number(/\d+/.exec(file.stem ?? '')))
        return text
      })
      const caught = changed.filter((index) => (faults[index] ?? []).length > 0)
      // The lost text can be a single character that also occurs elsewhere.
      expect(caught.length).toBeGreaterThan(changed.length * 0.75)
    })
  },
  240_000,
)
