import { expect, test } from 'vitest'
import { nameConstants, readTrace } from '../../tools/driver/index.ts'
import fc from '../seeded.ts'

const line = (call: string, ...args: readonly unknown[]) => ({ id: 1, process: 'A', call, args })

test.each([
  [line('open', 'f', 66), ['f', 'O_RDWR|O_CREAT']],
  [line('open', 'f', 0), ['f', 'O_RDONLY']],
  [line('open', 'f', 2 ** 40 + 2), ['f', 2 ** 40 + 2]],
  [line('fcntl', 3, 1024, 48), [3, 'F_SETLEASE', 'F_LAYOUT|F_EXCLUSIVE']],
  [line('fcntl', 3, 1024, 64), [3, 'F_SETLEASE', 64]],
  [line('fcntl', 3, 10, 35), [3, 'F_SETSIG', 'SIGRTMIN+1']],
  [line('fcntl', 3, 10, 0), [3, 'F_SETSIG', 0]],
  [line('fcntl', 3, 4, 0o4000), [3, 'F_SETFL', 'O_NONBLOCK']],
  [line('mmap', 3, 0, 4096, 3, 3), [3, 0, 4096, 'PROT_READ|PROT_WRITE', 'MAP_SHARED_VALIDATE']],
  [line('kill', 1001, 9), [1001, 'SIGKILL']],
  [
    line('sigaction', 29, [{ call: 'fcntl', args: [3, 1024, 2] }]),
    ['SIGIO', [{ call: 'fcntl', args: [3, 'F_SETLEASE', 'F_UNLCK'] }]],
  ],
  [line('ftruncate', 3, 2), [3, 2]],
])('%j has the arguments %j', (given, args) => {
  expect(nameConstants(given)).toEqual({ ...given, args })
})

test('lines other than system calls are unchanged', () => {
  for (const given of [
    { world: {} },
    { id: 1, call: 'advance', args: [2] },
    { id: 1, call: 'x' },
  ]) {
    expect(nameConstants(given)).toBe(given)
  }
})

test('names read as the same numbers, whatever these are', () => {
  const number = fc.oneof(fc.integer({ min: -4, max: 200 }), fc.integer(), fc.maxSafeInteger())
  const given = fc.oneof(
    fc.tuple(fc.constant('open'), fc.constant('f'), number, number),
    fc.tuple(fc.constant('fcntl'), number, number, number),
    fc.tuple(fc.constant('fcntl'), number, fc.constantFrom(4, 8, 10, 1024), number),
    fc.tuple(fc.constant('fallocate'), number, number, number, number),
    fc.tuple(fc.constant('mmap'), number, number, number, number, number),
    fc.tuple(fc.constant('kill'), number, number),
  )
  fc.assert(
    fc.property(given, ([call, ...args]) => {
      const before = line(call, ...args)
      const after = nameConstants(before)
      expect(readTrace(JSON.stringify(after))).toEqual(readTrace(JSON.stringify(before)))
    }),
    { numRuns: 2000 },
  )
})
