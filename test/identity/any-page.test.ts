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
  const spec = readPage(new VFile({ path: 'docs/x.7.md', value }), { targets })
  const messages = spec?.file.messages.map(String) ?? []
  if (!spec || messages.length > 0) throw new Error([value, ...messages].join('\n'))
  return spec
}

test('any page of a manual has the same words on the site', () => {
  fc.assert(
    fc.property(manualPage, (value) => {
      const spec = read(value)
      const have = siteTokens(siteOf(spec, [spec], targets))
      expect(difference(sourceTokens(spec, siteStyle), have)).toBeUndefined()
    }),
    { numRuns: 200 },
  )
})

itWith('mandoc')('any page of a manual has the same words in mandoc', () => {
  fc.assert(
    fc.property(manualPage, (value) => {
      const spec = read(value)
      const want = sourceTokens(spec, mandocStyle)
      const roff = compileMan(spec, { targets })[0]?.text ?? ''
      // In a table the compiler writes the address, which mandoc does elsewhere.
      const shown = renderMandoc(roff, '-O', 'width=900').replace(/⟨(https[^⟩]*)⟩/g, '<$1>')
      expect(difference(want, renderedTokens(shown, want))).toBeUndefined()
    }),
    { numRuns: 200 },
  )
})
