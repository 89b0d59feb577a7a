import { expect, test } from 'vitest'
import { type Options, readArguments } from '../../tools/cli/read-arguments.ts'

const options: Options = {
  target: { type: 'string', multiple: true },
  reporter: { type: 'string', oneOf: ['default', 'json', 'tap'] },
  json: { type: 'boolean' },
}

test('options and positionals are separated', async () => {
  expect(
    await readArguments(['a', '--target', 'x', '--target=y', '--json', '--', '--b'], options),
  ).toEqual({
    values: { target: ['x', 'y'], json: true },
    positionals: ['a', '--b'],
  })
})

test.each([
  [['--targte', 'x'], 'Unexpected option `--targte`, expected `--target`'],
  [['--zzz'], 'Unexpected option `--zzz`, expected `--target`, `--reporter`, `--json` or `--help`'],
  [['--target'], 'Missing value of `--target`'],
  [['--target', '--json'], 'Missing value of `--target`'],
  [['--json=yes'], 'Unexpected value `yes` of `--json`, expected none'],
  [['--reporter', 'tab'], 'Unexpected value `tab` of `--reporter`, expected `tap`'],
  [['--reporter', 'tap', '--reporter', 'json'], 'Unexpected second `--reporter`, expected it once'],
])('%j is refused', async (args, message) => {
  await expect(readArguments(args, options)).rejects.toThrow(message)
})
