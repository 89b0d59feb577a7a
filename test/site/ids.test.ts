import { spawnSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { makeId, makeTagId, openIds } from '../../tools/site/links/ids.ts'

const headings = [
  'RETURN VALUE',
  'Taking a lease: v1',
  'F_LAYOUT (v1)',
  'first & second',
  'ext4 and XFS in general, or only DAX?',
  'Two, three; four!',
  'a % of <b>',
]
const tags = ['EAGAIN', 'EAGAIN', 'F_LAYOUT', 'lease time', 'EINVAL or EPERM', '42', '/proc/locks']

describe('ids', () => {
  test('`makeId` replaces characters that a fragment cannot have by `_`', () => {
    expect(makeId('Taking a lease: “v1” [x]')).toBe('Taking_a_lease:__v1___x_')
  })

  test('`makeTagId` takes the first word, without hyphens before it', () => {
    expect(makeTagId('--shard i/n')).toBe('shard')
    expect(makeTagId('EINVAL, EPERM')).toBe('EINVAL')
    expect(makeTagId('42')).toBeUndefined()
    expect(makeTagId('')).toBeUndefined()
  })

  test('`openIds` numbers repeated ids', () => {
    const unique = openIds()
    expect([unique('a'), unique('a'), unique('b'), unique('a')]).toEqual(['a', 'a~2', 'b', 'a~3'])
  })

  // Equal headings have no ids in mandoc; ours are numbered like tags.
  test('ids are those of mandoc', ({ skip }) => {
    const roff = [
      '.TH x 7 2026-01-01 x\n.SH NAME\nx \\- y',
      ...headings.map((text) => `.SS ${text}\ntext`),
      ...tags.map((text) => `.TP\n${text}\ntext`),
    ].join('\n')
    const run = spawnSync('mandoc', ['-T', 'html', '-O', 'fragment'], {
      input: `${roff}\n`,
      encoding: 'utf8',
    })
    if (run.error) skip(`mandoc cannot be run: ${run.error.message}`)
    const theirs = [...run.stdout.matchAll(/ id="([^"]*)"/g)].map(([, id]) =>
      id?.replace('&amp;', '&'),
    )
    const unique = openIds()
    const named = tags.map(makeTagId).filter((id) => id !== undefined)
    expect(theirs).toEqual(['NAME', ...headings.map(makeId), ...named].map(unique))
  })
})
