import { expect, test } from 'vitest'
import { formatOutcome } from '../../tools/outcome/index.ts'
import { runExamples } from '../../tools/run/index.ts'
import { examplePage, fakeTarget, pageOf, readPage, runPage, statuses } from './run-page.ts'

const open = "import { openWorld } from 'manproof'\nawait using world = await openWorld()\n"

async function outcomesOf(code: string): Promise<readonly (string | undefined)[]> {
  const { results } = await runPage(examplePage(open + code))
  return (results[0]?.outcomes ?? []).map((outcome) => outcome && formatOutcome(outcome))
}

test.each([
  ['await world.echo(3) //=> 3', '3'],
  ["await world.echo('a b') //=> ok", '"a b"'],
  ['await world.echo(undefined) //=> ok', 'ok'],
  ['await world.echo(null) //=> none', 'none'],
  ['await world.echo([1, { a: 2 }]) //=> ok', '[1, {"a": 2}]'],
  ["await world.fail('ENOSPC') //=> ENOSPC", 'ENOSPC'],
  ["await world.fail('SIGBUS') //=> SIGBUS", 'SIGBUS'],
  ["await world.signal('SIGRTMIN+1') //=> SIGRTMIN+1", 'SIGRTMIN+1'],
  [
    'await world.signal(\'SIGIO\') //=> {"signo": 29}',
    '{"signal": "SIGIO", "signo": 29, "si_code": 128}',
  ],
  ["await world.killed('SIGIO') //=> killed SIGIO", 'killed SIGIO'],
  ["await world.block('EAGAIN') //=> after T: EAGAIN", 'after T: EAGAIN'],
  ['world.now //=> 0', '0'],
  ['const call = world.echo(1) //=> 1', '1'],
  ['const call = world.block() //=> blocks', 'blocks'],
])('`%s` is observed as `%s`', async (code, outcome) => {
  expect(await outcomesOf(code)).toEqual([outcome])
})

test('a blocked call ends after the lease break time, counted from its start', async () => {
  const code = [
    "const call = world.block('EAGAIN') //=> blocks",
    'await world.advance(20)',
    'world.now                          //=> 20',
    'await call                         //=> after T: EAGAIN',
    'world.now                          //=> 45',
  ]
  const page = await runPage(examplePage(open + code.join('\n')))
  expect(page.messages).toBe('')
})

test('the start of a kept call counts even if nothing observed it then', async () => {
  const code = ['const call = world.block()', 'await world.advance(20)', 'await call //=> ok']
  expect(await outcomesOf(code.join('\n'))).toEqual(['after T: 0'])
})

test('a call that never blocked does not end after T, however late it is awaited', async () => {
  const code = ['const call = world.echo(7) //=> 7', 'await world.advance(45)', 'await call //=> 7']
  expect(await outcomesOf(code.join('\n'))).toEqual(['7', '7'])
})

test('a call that failed as expected yields nothing, and the example continues', async () => {
  const code =
    "const fd = await world.fail('EACCES') //=> EACCES\nawait world.echo(fd === undefined) //=> true"
  expect(await outcomesOf(code)).toEqual(['EACCES', 'true'])
})

test('claims are judged per target, and one message names all targets that agree', async () => {
  const targets = [
    fakeTarget('a', { answer: 1 }, ['x']),
    fakeTarget('b', { answer: 2 }, ['x', 'y']),
    fakeTarget('c', { answer: 2 }, ['x']),
    fakeTarget('d', { answer: 2 }, ['x']),
  ]
  const page = await runPage(examplePage(`${open}await world.answer() //=> 1 | y: 2`), targets)
  expect(page.messages).toBe(
    'docs/page.7.md:12:22: error: Unexpected outcome `2` on c, d, expected `1` [outcome-mismatch]\n',
  )
})

test('without a claim for the target a call must succeed', async () => {
  const targets = [fakeTarget('a', {}, ['x']), fakeTarget('b')]
  const page = await runPage(examplePage(`${open}await world.fail('EIO') //=> x: EIO`), targets)
  expect(page.messages).toBe(
    'docs/page.7.md:12:25: error: Unexpected outcome `EIO` on b, expected success [outcome-mismatch]\n',
  )
})

test('a missing capability is a skip with a reason, not a pass', async () => {
  const targets = [
    fakeTarget('plain', { fs: ['tmpfs'] }),
    fakeTarget('off', { available: false }),
    fakeTarget('full', { fs: ['ext4-dax'], capabilities: ['rdma', 'leases'] }),
  ]
  const page = await runPage(
    pageOf(
      [
        '```ts name=dax fs=dax needs=rdma\nvoid 0\n```',
        '```ts name=only targets=plain\nvoid 0\n```',
        '```ts name=later norun="no such kernel yet"\nvoid 0\n```',
        `\`\`\`ts name=cannot targets=full\n${open}await world.unsupported('rdma')\n\`\`\``,
      ].join('\n\n'),
    ),
    targets,
  )
  expect(statuses(page)).toMatchInlineSnapshot(`
    [
      "dax on plain: skipped (missing: plain has no fs=dax, no rdma)",
      "dax on off: skipped (unavailable: it is switched off; switch it on)",
      "dax on full: passed",
      "only on plain: passed",
      "only on off: skipped (targets: the example is for plain)",
      "only on full: skipped (targets: the example is for plain)",
      "later on plain: skipped (norun: no such kernel yet)",
      "later on off: skipped (norun: no such kernel yet)",
      "later on full: skipped (norun: no such kernel yet)",
      "cannot on plain: skipped (targets: the example is for full)",
      "cannot on off: skipped (targets: the example is for full)",
      "cannot on full: skipped (unsupported: Cannot do \`rdma\` on full: no such thing)",
    ]
  `)
  expect(page.summary.targets.map(({ target, ran }) => [target.name, ran])).toEqual([
    ['plain', true],
    ['off', false],
    ['full', true],
  ])
  expect(page.summary.norun).toEqual([
    { path: 'docs/page.7.md', name: 'later', reason: 'no such kernel yet' },
  ])
  expect(page.summary.ok).toBe(true)
})

test('a usable target that ran nothing does not pass', async () => {
  const page = await runPage(examplePage('void 0', 'name=it fs=xfs-dax'))
  expect(page.summary).toMatchObject({ passed: 0, failed: 0, skipped: 1, ok: false })
})

test('a driver that does not load is broken, not unavailable', async () => {
  const target = { ...fakeTarget('gone'), module: new URL('./nowhere.mjs', import.meta.url).href }
  const page = await runPage(examplePage('void 0'), [fakeTarget(), target])
  expect(page.summary.targets[1]?.probe).toMatchObject({ available: false, broken: true })
  expect(page.summary).toMatchObject({ passed: 1, ok: false })
})

test('`openWorld` opens the `fs` of the labels unless the example requests another', async () => {
  const targets = [fakeTarget('a', { fs: ['tmpfs', 'ext4'] })]
  const own = "import { openWorld } from 'manproof'\nconst world = await openWorld({ fs: 'tmpfs' })"
  const labelled = "import { openWorld } from 'manproof'\nconst world = await openWorld()"
  const page = await runPage(
    pageOf(
      `\`\`\`ts name=own fs=ext4\n${own}\n\`\`\`\n\n\`\`\`ts name=labelled fs=ext4\n${labelled}\n\`\`\``,
    ),
    targets,
  )
  expect(page.results.map(({ fs }) => fs)).toEqual(['tmpfs', 'ext4'])
})

test('worlds left open are disposed, and the output of `console` belongs to the run', async () => {
  const code =
    "import { openWorld } from 'manproof'\nconst world = await openWorld()\nconsole.log('hello')"
  const page = await runPage(examplePage(code))
  expect(page.results[0]?.output).toBe('hello\nworld disposed\n')
})

test('an abort skips unfinished runs, and resolves', async () => {
  const abort = new AbortController()
  const text = pageOf(
    '```ts name=waits\nawait new Promise(() => {})\n```\n\n```ts name=next\nvoid 0\n```',
  )
  setTimeout(() => abort.abort(), 300)
  const page = await runPage(text, [fakeTarget()], { signal: abort.signal })
  expect(statuses(page)).toEqual([
    'waits on fake: skipped (aborted: the run was stopped)',
    'next on fake: skipped (aborted: the run was stopped)',
  ])
  expect(page.summary.ok).toBe(false)
})

test('a consumer can leave early', async () => {
  const targets = [fakeTarget()]
  const { page } = readPage(examplePage('await new Promise(() => {})'), targets)
  for await (const event of runExamples([page], targets)) {
    expect(event.type).toBe('target')
    break
  }
})

test('progress reports each run, and a filter omits runs', async () => {
  const text = pageOf('```ts name=one\nvoid 0\n```\n\n```ts name=two\nvoid 0\n```')
  const seen: string[] = []
  const page = await runPage(text, [fakeTarget('a'), fakeTarget('b')], {
    filter: ({ example, target }) => example.labels.name === 'two' || target.name === 'a',
    onProgress: ({ done, total, result }) =>
      seen.push(`${done}/${total} ${result.example.labels.name} ${result.target.name}`),
  })
  expect(seen.sort()).toEqual(['1/3 one a', '2/3 two a', '3/3 two b'])
  expect(page.summary).toMatchObject({ examples: 2, runs: 3, passed: 3 })
})
