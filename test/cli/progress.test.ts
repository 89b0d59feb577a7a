import { expect, test } from 'vitest'
import type { Io } from '../../tools/cli/io.ts'
import { printer } from '../../tools/cli/print/printer.ts'
import { openProgress, stepText } from '../../tools/cli/print/progress.ts'

function recorder(progress: Io['progress']): { io: Io; said: string[] } {
  const said: string[] = []
  const io: Io = {
    stdout: () => undefined,
    data: () => undefined,
    stderr: printer((text) => said.push(text)),
    stdin: async () => '',
    cwd: '/',
    env: {},
    color: false,
    progress,
    signal: new AbortController().signal,
  }
  return { io, said }
}

test('a step shows the remaining time', () => {
  expect(stepText({ done: 10, total: 40, label: 'docs/x.7.md host' }, 2000)).toBe(
    '10/40 docs/x.7.md host, about 6 s left',
  )
  expect(stepText({ done: 39, total: 40, label: 'x' }, 2000)).toBe('39/40 x')
  expect(stepText({ done: 0, total: 40, label: 'x' }, 2000)).toBe('0/40 x')
})

test('on a terminal one line is rewritten ten times a second, and cleared at the end', () => {
  const { io, said } = recorder('line')
  let now = 0
  const progress = openProgress(io, () => now)
  for (now = 0; now < 250; now += 10) progress.show({ done: 1, total: 2, label: 'x' })
  progress.close()
  expect(said).toEqual(['\r\u001b[K1/2 x', '\r\u001b[K1/2 x', '\r\u001b[K1/2 x', '\r\u001b[K'])
})

test('in a pipe a line is printed every five seconds', () => {
  const { io, said } = recorder('plain')
  let now = 0
  const progress = openProgress(io, () => now)
  for (now = 0; now < 12_000; now += 1000) progress.show({ done: 1, total: 1, label: 'x' })
  progress.close()
  expect(said).toEqual(['1/1 x\n', '1/1 x\n'])
})

test('in CI nothing is printed', () => {
  const { io, said } = recorder('none')
  const progress = openProgress(io, () => 1e9)
  progress.show({ done: 1, total: 1, label: 'x' })
  progress.close()
  expect(said).toEqual([])
})
