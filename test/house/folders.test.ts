import { posix } from 'node:path'
import { expect, test } from 'vitest'
import { tracked } from './tree.ts'

/** A folder is one idea; one with more files than this has two. */
const most = 25

test(`folders have at most ${most} files`, () => {
  const counts = new Map<string, number>()
  for (const path of tracked('tools', 'test')) {
    const folder = posix.dirname(path)
    counts.set(folder, (counts.get(folder) ?? 0) + 1)
  }
  const crowded = [...counts].filter(([, count]) => count > most)
  expect(crowded.map(([folder, count]) => `${count} ${folder}`)).toEqual([])
})
