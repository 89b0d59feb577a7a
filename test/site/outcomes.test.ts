import { describe, expect, test } from 'vitest'
import type { Evidence } from '../../tools/evidence/index.ts'
import { compileSample, readFixture, recordAsClaimed } from './sample.ts'

const pages = readFixture('manual')

/** Read the rows of text below an example. */
async function readExample(
  name: string,
  evidence?: ReadonlyMap<string, Evidence>,
): Promise<string[]> {
  const files = await compileSample(pages, evidence === undefined ? {} : { evidence })
  const html =
    [...files.values()].find((text) =>
      text.includes(`<figure class=example id=example-${name}>`),
    ) ?? ''
  const from = html.indexOf(`id=example-${name}>`)
  const figure = html.slice(from, html.indexOf('</figure>', from))
  return figure
    .slice(figure.lastIndexOf('</pre>'))
    .replace(/<\/(?:tr|p|caption)>/g, '\n')
    .replace(/<\/t[dh]>/g, ' | ')
    .replace(/<[^>]*>/g, '')
    .split('\n')
    .map((line) => line.replace(/\s*\|\s*$/, '').replaceAll('&#x26;', '&'))
    .filter((line) => line !== '')
}

/** Make evidence as claimed, with a change on one page. */
function change(
  page: string,
  edit: (evidence: Evidence) => Evidence,
): ReadonlyMap<string, Evidence> {
  return new Map(
    pages.map((source) => {
      const evidence = recordAsClaimed(source)
      return [evidence.page, evidence.page === page ? edit(evidence) : evidence]
    }),
  )
}

describe('outcomes', () => {
  test('targets that agree share a column, and each call has a row', async () => {
    expect(await readExample('take')).toEqual([
      'Recorded 2026-11-22 on ext4',
      'Call | rfc | linux',
      'await app.fcntl(fd, F_SETLEASE, 16) | 0 | EINVAL',
      'const cut = app.ftruncate(fd, 0) | blocks | 0',
      'await cut | after T: ETXTBSY | 0',
    ])
  })

  test('a target that was not run is named, with the needs of the example', async () => {
    expect(await readExample('only-rfc')).toEqual([
      'Recorded 2026-11-22 on ext4',
      'Call | sim:rfc-v1 | sim:rfc-v2',
      'await app.nextSignal() | SIGIO | none',
      'Not run on sim:linux-6.12, host; the example needs targets rfc; fs ext4',
    ])
  })

  test('an example that is not run shows the reason', async () => {
    expect(await readExample('not-run')).toEqual(['Type-checked only: needs a disk'])
  })

  test('an example without expectations shows where it ran', async () => {
    expect(await readExample('nothing-said')).toEqual([
      'Ran without errors on sim:rfc-v1, sim:rfc-v2, sim:linux-6.12, host',
    ])
  })

  test('without evidence there are no outcomes', async () => {
    expect(await readExample('take', new Map())).toEqual(['No recorded outcomes'])
  })

  test('outcomes of an older version of the example are not shown', async () => {
    const stale = change('F_DEMO.2const', ({ page, examples }) => ({
      page,
      examples: Object.fromEntries(
        Object.entries(examples).map(([name, entry]) => [name, { ...entry, hash: 'old' }]),
      ),
    }))
    expect(await readExample('take', stale)).toEqual([
      'No outcomes: the recorded ones are from an older version of this example',
    ])
  })

  test('outcomes come from the evidence, not from the page', async () => {
    const other = change('F_DEMO.2const', ({ page, examples }) => ({
      page,
      examples: Object.fromEntries(
        Object.entries(examples).map(([name, { hash }]) => [
          name,
          {
            hash,
            runs: {
              host: {
                outcomes: ['EPERM', 'killed SIGIO'],
                release: '9.9',
                fs: 'xfs',
                date: '2030-01-01',
              },
            },
          },
        ]),
      ),
    }))
    expect(await readExample('take', other)).toEqual([
      'Recorded 2030-01-01 on xfs',
      'Call | host',
      'await app.fcntl(fd, F_SETLEASE, 16) | EPERM',
      'const cut = app.ftruncate(fd, 0) | killed SIGIO',
      'await cut | not reached',
      'Not run on sim:rfc-v1, sim:rfc-v2, sim:linux-6.12; the example needs fs ext4',
    ])
  })
})

test('a recorded run is drawn, folded, if the example has not changed', async () => {
  const chart = {
    target: 'sim:rfc-v1',
    input: [{ id: 1, process: 'A<b>', call: 'ftruncate', args: [3, 0] }],
    output: [{ id: 1, blocked: true, at: 0 }],
  }
  const drawn = (hash?: string) =>
    change('F_DEMO.2const', ({ page, examples }) => {
      const { take } = examples
      if (take === undefined) throw new Error('Unexpected evidence, expected example `take`')
      const changed = { ...take, hash: hash ?? take.hash, chart }
      return { page, examples: { ...examples, take: changed } }
    })
  const htmlOf = async (evidence: ReadonlyMap<string, Evidence>) =>
    [...(await compileSample(pages, { evidence })).values()].join('\n')
  const html = await htmlOf(drawn())
  expect(html.match(/<details class=sequence>/g)).toHaveLength(1)
  expect(html).toContain('<summary>Sequence on sim:rfc-v1</summary>')
  expect(html).toMatch(/<svg class=chart role=img aria-labelledby="([^" ]+) [^"]+".*?<title id=\1>/)
  expect(html).toMatch(/A&#x3C;b>: ftruncate\(3, 0\), which sleeps\./)
  expect(await htmlOf(drawn('old'))).not.toContain('class=sequence')
})
