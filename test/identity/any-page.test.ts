import { VFile } from 'vfile'
import { expect, test } from 'vitest'
import type { Page } from '../../tools/page/index.ts'
import { compileMan } from '../compile-man.ts'
import { itWith, renderMandoc } from '../man/find-tool.ts'
import { readPage } from '../read-page.ts'
import fc from '../seeded.ts'
import { targets } from '../site/sample.ts'
import { manualPage } from './manual-page.ts'
import { renderedTokens } from './rendered-tokens.ts'
import { siteOf } from './site-of.ts'
import { siteStyle, siteTokens } from './site-tokens.ts'
import { sourceTokens } from './source-tokens.ts'
import { difference } from './tokens.ts'

const mandocStyle = {
  lists: true,
  number: (steps: readonly number[]): string => `(${steps.join('.')})`,
  link: (text: string, target: string): string => `${text} <${target}>`,
}

function read(value: string): Page {
  const page = readPage(new VFile({ path: 'docs/x.7.md', value }), { targets })
  const messages = page?.file.messages.map(String) ?? []
  if (!page || messages.length > 0) throw new Error([value, ...messages].join('\n'))
  return page
}

test('any page of a manual has the same words on the site', () => {
  fc.assert(
    fc.property(manualPage, (value) => {
      const page = read(value)
      const have = siteTokens(siteOf(page, [page], targets))
      expect(difference(sourceTokens(page, siteStyle), have)).toBeUndefined()
    }),
    { numRuns: 200 },
  )
})

itWith('mandoc')('any page of a manual has the same words in mandoc', () => {
  fc.assert(
    fc.property(manualPage, (value) => {
      const page = read(value)
      const want = sourceTokens(page, mandocStyle)
      const roff = compileMan(page, { targets })[0]?.text ?? ''
      // In a table the compiler writes the address, which mandoc does elsewhere.
      const shown = renderMandoc(roff, '-O', 'width=900').replace(/⟨(https[^⟩]*)⟩/g, '<$1>')
      expect(difference(want, renderedTokens(shown, want))).toBeUndefined()
    }),
    { numRuns: 200 },
  )
})
