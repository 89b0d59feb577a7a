import { expect, test } from 'vitest'
import { errorsPage, targets } from '../evidence/errors-page.ts'
import { compileSample } from './sample.ts'

/** Compile a page, and list the lines of its section ERRORS. */
async function errorsOf(errors: string): Promise<string[]> {
  const { page, evidence } = errorsPage(errors, {
    'no-descriptor': { outcome: 'EINVAL', on: ['sim:rfc-v1', 'vm:6.2'] },
    'another-way': { outcome: 'EINVAL', on: ['sim:rfc-v1'] },
  })
  const files = await compileSample([page], { targets, evidence: new Map([['x.2', evidence]]) })
  const html = files.get('x.2.html') ?? ''
  const section = html.slice(html.indexOf('id=ERRORS'), html.indexOf('id=SEE_ALSO'))
  return section.split('\n').filter((line) => /<(?:dd|dt|li|p)\b/.test(line))
}

test('an entry links to the examples that gave its error', async () => {
  expect(
    (await errorsOf('- `EINVAL`: No descriptor.\n- `EIO`: Broken.')).join('\n'),
  ).toMatchInlineSnapshot(
    `"<dl><dt id=EINVAL><a class=permalink href=#EINVAL><code>EINVAL</code></a></dt><dd>No descriptor.<p class=seen>Seen on linux 6.2 (measured); rfc-v1 (simulated): <a href=#example-no-descriptor><code>no-descriptor</code></a>, <a href=#example-another-way><code>another-way</code></a>.</p></dd><dt id=EIO><a class=permalink href=#EIO><code>EIO</code></a></dt><dd>Broken.<p class=seen>No example of this page shows it.</p></dd></dl>"`,
  )
})

test('so does an entry of a list without terms', async () => {
  expect(
    (await errorsOf('- `EINVAL` for no descriptor.\n- `EIO` ...')).join('\n'),
  ).toMatchInlineSnapshot(`
      "<li id=EINVAL><code>EINVAL</code> for no descriptor.<p class=seen>Seen on linux 6.2 (measured); rfc-v1 (simulated): <a href=#example-no-descriptor><code>no-descriptor</code></a>, <a href=#example-another-way><code>another-way</code></a>.</p></li>
      <li id=EIO><code>EIO</code> ...<p class=seen>No example of this page shows it.</p></li>"
    `)
})
