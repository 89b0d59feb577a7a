import { VFile } from 'vfile'
import { expect, test } from 'vitest'
import {
  checkEvidence,
  type Evidence,
  EvidenceError,
  foldOutcomeTable,
  formatEvidence,
  outcomeTable,
  readEvidence,
} from '../../tools/evidence/index.ts'
import type { Page } from '../../tools/page/index.ts'
import { targets } from '../page/targets.ts'
import { readPage as readFilePage } from '../read-page.ts'

const markdown = `---
date: 2026-11-22
---

# x(7) -- a page for a test

## DESCRIPTION

> \`\`\`ts name=one
> const fd = await open()
> await call(
>   fd,
> )       //=> 0 | rfc-v2: EINVAL
> await call(fd) //=> ok
> \`\`\`

\`\`\`ts name=two
two()
\`\`\`

\`\`\`ts name=three norun="no"
three()
\`\`\`
`

function readPage(): Page {
  const page = readFilePage(new VFile({ path: 'docs/x.7.md', value: markdown }), { targets })
  if (!page) throw new Error('no page')
  return page
}

function run(...outcomes: string[]): Evidence['examples'][string]['runs'][string] {
  return { outcomes, release: '6.18', fs: 'ext4', date: '2026-11-22' }
}

const page = readPage()
const hashes = page.examples.map(({ hash }) => hash)
const evidence: Evidence = {
  page: 'x.7',
  examples: {
    two: { hash: 'old', runs: { host: run() } },
    one: {
      hash: hashes[0] ?? '',
      runs: {
        host: run('0', 'ok'),
        'sim:rfc-v2': run('EINVAL', 'ok'),
        'sim:linux-6.18': run('0', 'ok'),
        'sim:linux-6.1': run('0', 'ok'),
      },
    },
    gone: { hash: 'x', runs: {} },
    three: { hash: 'x', runs: {} },
  },
}

test('`hash` is 16 hex digits that change with code and labels', () => {
  expect(hashes.every((hash) => /^[\da-f]{16}$/.test(hash))).toBe(true)
  const hashOf = (from: string, to: string): string | undefined =>
    readFilePage(new VFile({ path: 'docs/x.7.md', value: markdown.replace(from, to) }), { targets })
      ?.examples[0]?.hash
  expect(hashOf('', '')).toBe(hashes[0])
  expect(hashOf('## DESCRIPTION', '## DESCRIPTION\n\nMore text')).toBe(hashes[0])
  const others = [
    hashOf('//=> ok', '//=> 3'),
    hashOf('open()', 'open(1)'),
    hashOf('name=one', 'name=one fs=ext4'),
    hashOf('name=one', 'name=one needs=rdma'),
    hashOf('name=one', 'name=one targets=rfc'),
    hashOf('name=one', 'name=one norun="x"'),
    hashOf('date: 2026-11-22', 'date: 2026-11-22\nexamples: {fs: xfs}'),
  ]
  expect(new Set([hashes[0], ...others]).size).toBe(others.length + 1)
})

test('`formatEvidence` prints the same bytes for any order of members', () => {
  const text = formatEvidence(evidence)
  const { examples } = evidence
  const backwards = Object.fromEntries(Object.entries(examples).reverse())
  expect(formatEvidence({ examples: backwards, page: 'x.7' })).toBe(text)
  expect(Object.keys((JSON.parse(text) as Evidence).examples)).toEqual([
    ...['gone', 'one', 'three', 'two'],
  ])
  expect(text).toMatch(/^\{\n {2}"page": "x\.7",\n[\s\S]*\}\n$/)
})

test('`readEvidence` reads the output of `formatEvidence`', () => {
  expect(readEvidence(formatEvidence(evidence), 'docs/evidence/x.7.json')).toEqual(evidence)
})

const chart = {
  target: 'sim:rfc-v1',
  input: [{ id: 1, process: 'A', call: 'open', args: ['f "0"', 0] }],
  output: [{ id: 1, blocked: true, at: 0 }],
}

test('a chart has a line for each line of its trace', () => {
  const { runs } = evidence.examples['one'] ?? { runs: {} }
  const examples = { one: { hash: 'h', runs, chart } }
  const text = formatEvidence({ page: 'x.7', examples })
  expect(text).toContain(`
      "chart": {
        "target": "sim:rfc-v1",
        "input": [
          {"id":1,"process":"A","call":"open","args":["f \\"0\\"",0]}
        ],
        "output": [
          {"id":1,"blocked":true,"at":0}
        ]
      }
`)
  expect(readEvidence(text, 'x.7.json')).toEqual({ page: 'x.7', examples })
})

test('a target named like a list of lines is printed like any other', () => {
  const examples = { input: { hash: 'h', runs: { output: run('0') } } }
  const text = formatEvidence({ page: 'x.7', examples })
  expect(text).toBe(`${JSON.stringify({ page: 'x.7', examples }, null, 2)}\n`)
})

/** What is wrong with a file, and what stands from there on. */
function errorOf(text: string): { message: string; rest?: string } {
  try {
    readEvidence(text, 'docs/evidence/x.7.json')
  } catch (error) {
    if (!(error instanceof EvidenceError)) throw error
    const { message, place } = error
    if (place === undefined) return { message }
    const { line, column } = place
    const rest = text.split('\n')[line - 1]?.slice(column - 1) ?? ''
    return { message, rest }
  }
  throw new Error('Unexpected evidence, expected an error')
}

test.each([
  [{ ...chart, target: 1 }, 'Unexpected `1` as `target` of `chart` of `one`, expected text'],
  [{ ...chart, input: {} }, 'Unexpected `{}` as `input` of `chart` of `one`, expected a list'],
  [{ ...chart, output: [3] }, 'Unexpected `3` as `output` of `chart` of `one`, expected an object'],
  [
    { ...chart, x: 1 },
    'Unexpected key `x` in `chart` of `one`, expected `target`, `input`, `output`',
  ],
])('`readEvidence` refuses a chart %j', (value, message) => {
  const text = JSON.stringify({
    page: 'x.7',
    examples: { one: { hash: 'h', runs: {}, chart: value } },
  })
  expect(errorOf(text).message).toBe(message)
})

const ok = { outcomes: ['0'], release: 'r', fs: 'f', date: '2026-11-22' }

function withRun(value: unknown): string {
  return JSON.stringify({ page: 'x.7', examples: { one: { hash: 'h', runs: { host: value } } } })
}

test.each([
  ['[]', 'Unexpected `[]` as the file, expected an object'],
  ['{}', 'Missing `page`, expected text'],
  ['{"page": "y.7"}', 'Unexpected `"y.7"` as `page`, expected `x.7` as in the file name'],
  ['{"page": "x.7"}', 'Missing `examples`, expected an object'],
  ['{"pgae": 1}', 'Unexpected key `pgae` in the file, expected `page`, `examples`'],
  ['{"page": "x.7", "examples": {"one": {"runs": {}}}}', 'Missing `hash` of `one`, expected text'],
  [withRun([]), 'Unexpected `[]` as `host` of `one`, expected an object'],
  [
    withRun({ ...ok, outcomes: 1 }),
    'Unexpected `1` as `outcomes` of `host` of `one`, expected a list',
  ],
  [
    withRun({ ...ok, outcomes: ['EINVL:'] }),
    'Unexpected outcome `EINVL:`, expected a JSON value, `ok`, `none`, `blocks`, `after T: OUTCOME`, `killed SIGNAL`, an errno name or a signal name in `outcomes` of `host` of `one`',
  ],
  [withRun({ ...ok, date: 3 }), 'Unexpected `3` as `date` of `host` of `one`, expected text'],
  [
    withRun({ ...ok, date: '2026-02-30' }),
    'Unexpected `"2026-02-30"` as `date` of `host` of `one`, expected a day such as `2026-11-22`',
  ],
])('`readEvidence` of %s explains the problem', (text, message) => {
  expect(errorOf(text).message).toBe(message)
})

test('`readEvidence` says where the problem is, in a file of whatever form', () => {
  const rests = (host: unknown): (string | undefined)[] => {
    const examples = { 'a "b"': { hash: '{', runs: {} }, one: { hash: 'h', runs: { host } } }
    return [0, 2].map((indent) => {
      const text = JSON.stringify({ page: 'x.7', examples }, null, indent)
      return /^"\w+:?"/.exec(errorOf(text).rest ?? '')?.[0]
    })
  }
  expect(rests({ ...ok, date: 'soon' })).toEqual(['"date"', '"date"'])
  expect(rests({ ...ok, fs: 3 })).toEqual(['"fs"', '"fs"'])
  expect(rests({ ...ok, outcomes: ['0', 'EINVL:'] })).toEqual(['"EINVL:"', '"EINVL:"'])
  expect(rests({ ...ok, more: 1 })).toEqual(['"more"', '"more"'])
  expect(rests({ outcomes: [] })).toEqual(['"host"', '"host"'])
  expect(rests('host')).toEqual(['"host"', '"host"'])
  expect(errorOf(' []').rest).toBe('[]')
  expect(errorOf('{').rest).toBeUndefined()
})

test('`readEvidence` refuses text that is not JSON', () => {
  expect(() => readEvidence('{', 'x.7.json')).toThrow(/^Cannot parse evidence: \S/)
})

test('`checkEvidence` reports missing and stale evidence', () => {
  const messages = (recorded: Evidence | undefined): string[] => {
    const file = new VFile({ path: 'docs/x.7.md' })
    checkEvidence({ ...page, file }, recorded, { targets })
    return file.messages.map((message) => `${message.ruleId} ${message.line}`)
  }
  const line = page.examples.map(({ place }) => place.start.line)
  expect(messages(evidence)).toEqual([`evidence-stale ${line[1]}`])
  expect(messages({ page: 'x.7', examples: {} })).toEqual([
    `evidence-missing ${line[0]}`,
    `evidence-missing ${line[1]}`,
  ])
  expect(messages(undefined)).toEqual([`evidence-missing ${line[0]}`])
})

const [one, two] = page.examples as [Page['examples'][number], Page['examples'][number]]

test('`outcomeTable` has a column for each target that ran', () => {
  expect(outcomeTable(one, evidence, targets)).toEqual({
    columns: ['sim:rfc-v2', 'sim:linux-6.1', 'sim:linux-6.18', 'host'],
    rows: [
      { line: 13, code: 'await call( fd, )', cells: ['EINVAL', '0', '0', '0'] },
      { line: 14, code: 'await call(fd)', cells: ['ok', 'ok', 'ok', 'ok'] },
    ],
  })
})

test('`outcomeTable` of stale or missing evidence is empty', () => {
  expect(outcomeTable(two, evidence, targets)).toEqual({ columns: [], rows: [] })
  expect(outcomeTable(one, undefined, targets).columns).toEqual([])
})

test('`foldOutcomeTable` names equal columns by a common selector', () => {
  const table = outcomeTable(one, evidence, targets)
  expect(foldOutcomeTable(table, targets)).toEqual({
    columns: ['sim:rfc-v2', 'linux'],
    rows: [
      { line: 13, code: 'await call( fd, )', cells: ['EINVAL', '0'] },
      { line: 14, code: 'await call(fd)', cells: ['ok', 'ok'] },
    ],
  })
  const some = {
    columns: ['sim:rfc-v1', 'sim:linux-6.1', 'host'],
    rows: [{ line: 1, code: '', cells: ['0', '0', '1'] }],
  }
  expect(foldOutcomeTable(some, targets).columns).toEqual(['sim:rfc-v1, sim:linux-6.1', 'host'])
  const simulated = {
    columns: ['sim:rfc-v2', 'sim:linux-6.1', 'sim:linux-6.18'],
    rows: [{ line: 1, code: '', cells: ['0', '0', '0'] }],
  }
  expect(foldOutcomeTable(simulated, targets).columns).toEqual(['sim:rfc-v2, sim:linux'])
  const mixed = { ...some, rows: [{ line: 1, code: '', cells: ['1', '0', '0'] }] }
  const odd = { ...mixed, columns: ['sim:linux-6.1', 'sim:rfc-v1', 'host'] }
  expect(foldOutcomeTable(odd, targets).columns).toEqual(['sim:linux-6.1', 'sim:rfc-v1, host'])
})
