import { existsSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { cleanGuests } from '../../../tools/driver/vm/index.ts'
import { openFolder } from '../../cli/run-cli.ts'

test('`cleanGuests` removes only files of manproof', async () => {
  const ours = [
    'guests/6.12-0123456789ab/state',
    'guests/.6.12-0123456789ab.draft-7/state',
    'kernels/6.12.9+deb13-0123456789ab/vmlinuz',
    'kernels/own-0123456789abcdef/vmlinuz',
    'targets/6.12.json',
    'targets/newest.json',
    'slots/0',
    'slot-wanted',
  ]
  const others = [
    'guests/6.12-mine/x',
    'kernels/linux/x',
    'targets/notes.txt',
    'else/own-0123456789ab/x',
  ]
  const paths = [...ours, ...others]
  using folder = openFolder(Object.fromEntries(paths.map((path) => [path, ''])))
  symlinkSync('else', join(folder.path, 'downloads'))
  await cleanGuests(folder.path)
  expect(paths.filter((path) => existsSync(join(folder.path, path)))).toEqual(others)
  expect(existsSync(join(folder.path, 'slots'))).toBe(false)
})
