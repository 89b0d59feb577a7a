import { expect, test } from 'vitest'
import { examplePage, fakeTarget, runPage, statuses } from './run-page.ts'

const open = "import { openWorld } from 'manproof'\nawait using world = await openWorld()\n"
const offered = ['ext4-dax', 'xfs-dax', 'device-dax', 'ext4']
const dax = fakeTarget('dax', { fs: offered })
const both = 'name=it fs=dax'

test('an example with `fs=dax` runs on every DAX filesystem and no other', async () => {
  const page = examplePage(`${open}console.log(world.fs)\nworld.now //=> 0`, both)
  const { results, summary, messages } = await runPage(page, [dax])
  expect(messages).toBe('')
  expect(summary.runs).toBe(1)
  expect(results[0]).toMatchObject({ status: 'passed', fs: 'ext4-dax, xfs-dax' })
  expect(results[0]?.output.match(/\S+-dax/g)).toEqual(['ext4-dax', 'xfs-dax'])
})

test('a program that requests `dax` gets the current one', async () => {
  const asked = open.replace('openWorld()', "openWorld({ fs: 'dax' })")
  const { results } = await runPage(examplePage(`${asked}world.now //=> 0`, both), [dax])
  expect(results[0]?.fs).toBe('ext4-dax, xfs-dax')
})

test('a program that names its filesystem runs only on that one', async () => {
  const asked = open.replace('openWorld()', "openWorld({ fs: 'xfs-dax' })")
  const { results } = await runPage(examplePage(`${asked}world.now //=> 0`, both), [dax])
  expect(results[0]).toMatchObject({ status: 'passed', fs: 'xfs-dax' })
})

test('a difference between DAX filesystems fails, with the name of the differing one', async () => {
  const page = examplePage(`${open}await world.echo(world.fs) //=> "ext4-dax"`, both)
  const { results, messages } = await runPage(page, [dax])
  expect(results[0]?.outcomes).toMatchObject([{ kind: 'value', value: 'ext4-dax' }])
  expect(messages).toMatchInlineSnapshot(`
    "docs/page.7.md:12:28: error: Unexpected outcome \`"xfs-dax"\` on dax with xfs-dax, expected \`"ext4-dax"\` [outcome-mismatch]
      \`fs=dax\` means ext4-dax and xfs-dax; on ext4-dax the page is right
    "
  `)
})

test('a failure on the first filesystem is reported once', async () => {
  const { results } = await runPage(examplePage(`${open}world.now //=> 1`, both), [dax])
  expect(results[0]).toMatchObject({ status: 'failed', fs: 'ext4-dax' })
  expect(results[0]?.faults).toHaveLength(1)
})

test('without a DAX filesystem the example is skipped', async () => {
  const run = await runPage(examplePage(`${open}world.now //=> 0`, both), [
    fakeTarget('plain', { fs: ['ext4', 'device-dax'] }),
  ])
  expect(statuses(run)).toEqual(['it on plain: skipped (missing: plain has no fs=dax)'])
})
