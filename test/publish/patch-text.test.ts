import { expect, test } from 'vitest'
import { patchText } from '../../tools/publish/patch-text.ts'

const before = 'a\nb\nc\nd\ne\nf\ng\nh\ni\n'

test('a changed line is shown with three lines of context', async () => {
  expect(await patchText('x.md', before, before.replace('e', 'E'), 10)).toMatchInlineSnapshot(`
    "--- a/x.md
    +++ b/x.md
    @@ -2,7 +2,7 @@
     b
     c
     d
    -e
    +E
     f
     g
     h
    "
  `)
})

test('texts that differ too much are not compared', async () => {
  expect(await patchText('x.md', before, before.toUpperCase(), 17)).toBeUndefined()
})
