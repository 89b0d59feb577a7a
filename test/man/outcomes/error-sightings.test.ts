import { describe, expect, it } from 'vitest'
import { compileMan } from '../../compile-man.ts'
import { errorsPage, targets } from '../../evidence/errors-page.ts'
import { itWith, lint, renderGroff, renderMandoc } from '../find-tool.ts'

const errors = `Of the call:

- \`EINVAL\`: The argument is [unknown](#example-unknown-argument-of-the-call).
  It never was known.
- \`EINVAL\`: The descriptor is [no descriptor](#example-no-descriptor).

  Or it is one no longer.
- \`EIO\`: A device is broken.

  - in one way
  - in another way
- \`ENOSPC\`: The device is full.`
const shown = {
  'unknown-argument-of-the-call': { outcome: 'EINVAL' },
  'no-descriptor': { outcome: 'EINVAL', on: ['sim:rfc-v1', 'sim:rfc-v2'] },
  'broken-device': { outcome: 'after T: EIO', fs: 'dax', on: ['vm:6.2'] },
}
const { page, evidence } = errorsPage(errors, shown)
const options = { targets, evidence, version: 'manproof 0.1' }
const [file] = compileMan(page, options)
const roff = file?.text ?? ''

/** Cut the section out of the rendered page. */
function sectionOf(text: string): string {
  return text.slice(text.indexOf('ERRORS'), text.indexOf('\nNOTES'))
}

describe('sightings of errors', () => {
  it('lose nothing', () => {
    expect(page.file.messages.map(String)).toEqual([])
  })

  itWith('mandoc', 'groff')('draw no warning', () => {
    expect(lint(roff)).toEqual([])
  })

  itWith('mandoc')('are printed below each entry in mandoc', async () => {
    const text = sectionOf(renderMandoc(roff, '-O', 'width=80'))
    await expect(text).toMatchFileSnapshot('../pages/error-sightings.mandoc.txt')
  })

  itWith('groff')('are printed below each entry in groff, and fit', async () => {
    const text = renderGroff(roff, '78n')
    await expect(sectionOf(text)).toMatchFileSnapshot('../pages/error-sightings.groff.txt')
    expect(text.split('\n').filter((line) => line.length > 80)).toEqual([])
  })
})
