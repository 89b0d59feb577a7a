import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { makeFolder, sweepDrafts } from '../../../tools/driver/vm/prepare/draft.ts'

const fixtures = fileURLToPath(new URL('../fixtures/', import.meta.url))
const words = ['--import', join(fixtures, 'host/register.mjs'), join(fixtures, 'vm/make-folder.ts')]

let root: string
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'manproof-draft-'))
})
afterEach(() => rm(root, { recursive: true, force: true }))

/** Make `path` in another process, and wait for its first line. */
async function begin(path: string): Promise<{ said: string[]; end: () => Promise<unknown> }> {
  const child = spawn(process.execPath, [...words, path], { stdio: ['ignore', 'pipe', 'inherit'] })
  const said: string[] = []
  const closed = once(child, 'close')
  const lines = createInterface(child.stdout).on('line', (line) => said.push(line))
  await once(lines, 'line')
  return { said, end: () => closed }
}

test('two processes that make a folder at once both find it whole, without drafts', async () => {
  const path = join(root, 'made')
  const both = await Promise.all([begin(path), begin(path)])
  await Promise.all(both.map(({ end }) => end()))
  expect(both.map(({ said }) => said)).toEqual([
    ['begun', 'made'],
    ['begun', 'made'],
  ])
  expect(await readdir(root)).toEqual(['made'])
  expect(await readdir(path)).toEqual(['first', 'last'])
})

test('a failure leaves nothing', async () => {
  const failing = makeFolder(join(root, 'made'), false, async (draft) => {
    await mkdir(join(draft, 'part'))
    throw new Error('no more')
  })
  await expect(failing).rejects.toThrow('no more')
  expect(await readdir(root)).toEqual([])
})

test('drafts of dead processes are removed, those of others are kept', async () => {
  const gone = spawn('true')
  await once(gone, 'close')
  const names = [`.a.draft-${gone.pid}`, `.b.draft-${process.pid}`, 'made']
  for (const name of names) await mkdir(join(root, name))
  await sweepDrafts(root)
  expect(await readdir(root)).toEqual([names[1], 'made'])
})
