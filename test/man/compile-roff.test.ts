import { VFile } from 'vfile'
import { expect, test } from 'vitest'
import { compileRoff } from '../../tools/man/index.ts'

const tree = {
  type: 'root' as const,
  children: [
    {
      type: 'heading' as const,
      depth: 1 as const,
      children: [{ type: 'text' as const, value: 'foo(1) -- x' }],
    },
  ],
}

test.each<[readonly unknown[], string]>([
  [[], 'compileRoff: Unexpected `undefined` as tree, expected a `root` of mdast'],
  [
    [{ type: 'text' }, new VFile()],
    'compileRoff: Unexpected object as tree, expected a `root` of mdast',
  ],
  [[tree], 'compileRoff: Unexpected `undefined` as file, expected a `VFile`'],
  [[tree, 'foo.md'], 'compileRoff: Unexpected string `foo.md` as file, expected a `VFile`'],
  [[tree, new VFile(), 5], 'compileRoff: Unexpected number `5` as options, expected an object'],
])('arguments %# are refused', (given, reason) => {
  expect(() => Reflect.apply(compileRoff, undefined, given)).toThrow(reason)
})

test('`null` as options means none', () => {
  expect(compileRoff(tree, new VFile(), null).text).toBe(compileRoff(tree, new VFile()).text)
})
