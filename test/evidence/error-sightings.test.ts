import { toString as textOf } from 'mdast-util-to-string'
import { describe, expect, test } from 'vitest'
import { checkErrorEvidence } from '../../tools/evidence/check-error-evidence.ts'
import { errorSightings } from '../../tools/evidence/index.ts'
import { errorsPage, targets } from './errors-page.ts'

/** Map the text of entries to their sentences. */
function sightings(...given: Parameters<typeof errorsPage>): Record<string, string> {
  const { page, evidence } = errorsPage(...given)
  const found = errorSightings(page, evidence, targets)
  return Object.fromEntries(
    [...found].map(([item, { lead, examples, end }]) => [
      textOf(item),
      `${lead}${examples.join(', ')}${end}`,
    ]),
  )
}

function messages(...given: Parameters<typeof errorsPage>): string[] {
  const { page, evidence } = errorsPage(...given)
  checkErrorEvidence(page, evidence)
  return page.file.messages.map((message) => `${message} [${message.ruleId}]`)
}

describe('`errorSightings`', () => {
  test('names measured kernels once, by the release that ran, and sorts versions', () => {
    expect(sightings('- `EIO`: broken', { one: { outcome: 'EIO' } })).toEqual({
      'EIO: broken':
        'Seen on linux 6.2, 6.18 (measured); rfc-v1, rfc-v2, linux 6.12 (simulated); elsewhere: one.',
    })
  })

  test('names profiles if the error was only simulated', () => {
    const on = ['sim:linux-6.2', 'sim:linux-6.12', 'sim:rfc-v2']
    expect(sightings('- `EIO`: broken', { one: { outcome: 'EIO', on } })).toEqual({
      'EIO: broken': 'Seen on rfc-v2, linux 6.2, 6.12 (simulated): one.',
    })
  })

  test('counts an outcome after the break time, and a synonym of an error', () => {
    const on = ['vm:6.2']
    const page = { late: { outcome: 'after T: EAGAIN', on }, other: { outcome: 'EWOULDBLOCK', on } }
    expect(sightings('- `EAGAIN`: again', page)).toEqual({
      'EAGAIN: again': 'Seen on linux 6.2 (measured): late, other.',
    })
  })

  test('accepts each error of a tag with several', () => {
    const page = {
      one: { outcome: 'EINVAL', on: ['host'] },
      two: { outcome: 'EIO', on: ['vm:6.2'] },
    }
    expect(sightings('- `EIO` or `EINVAL`: broken', page)).toEqual({
      'EIO or EINVAL: broken': 'Seen on linux 6.2, 6.18 (measured): one, two.',
    })
    expect(messages('- `EIO` or `EINVAL`: broken', page)).toEqual([])
  })

  test('names filesystems if every example requires one', () => {
    const on = ['vm:6.2']
    const dax = { outcome: 'EIO', on, fs: 'dax' }
    expect(sightings('- `EIO`: broken', { dax })).toEqual({
      'EIO: broken': 'Seen on linux 6.2 (measured) with ext4-dax, xfs-dax: dax.',
    })
    expect(sightings('- `EIO`: broken', { dax, any: { outcome: 'EIO', on } })).toEqual({
      'EIO: broken': 'Seen on linux 6.2 (measured): dax, any.',
    })
  })

  test('names three examples of many, and four of four', () => {
    const on = ['vm:6.2']
    const page = (count: number) =>
      Object.fromEntries(
        Array.from({ length: count }, (_, index) => [`e${index}`, { outcome: 'EIO', on }]),
      )
    expect(sightings('- `EIO`: broken', page(4))).toEqual({
      'EIO: broken': 'Seen on linux 6.2 (measured): e0, e1, e2, e3.',
    })
    expect(sightings('- `EIO`: broken', page(9))).toEqual({
      'EIO: broken': 'Seen on linux 6.2 (measured): e0, e1, e2 and 6 more.',
    })
  })

  test('describes each of several entries by the examples that it links to', () => {
    const page = {
      one: { outcome: 'EIO', on: ['vm:6.2'] },
      two: { outcome: 'EIO', on: ['sim:rfc-v1'] },
      three: { outcome: 'EIO' },
    }
    const errors = ['- `EIO`: [a](#example-one)', '- `EIO`: [b](#example-two)', '- `EIO`: c']
    expect(sightings(errors.join('\n'), page)).toEqual({
      'EIO: a': 'Seen on linux 6.2 (measured): one.',
      'EIO: b': 'Seen on rfc-v1 (simulated): two.',
      'EIO: c': 'No example of this page shows it.',
    })
  })

  test('describes several entries without links at the last one', () => {
    const page = { one: { outcome: 'EIO', on: ['vm:6.2'] } }
    expect(sightings('- `EIO`: a\n- `EIO`: b', page)).toEqual({
      'EIO: b': 'EIO was seen on linux 6.2 (measured): one.',
    })
  })

  test('says that no example shows an error', () => {
    expect(sightings('- `EIO`: broken', { one: { outcome: '0' } })).toEqual({
      'EIO: broken': 'No example of this page shows it.',
    })
  })

  test('is empty without evidence, and for lists other than those of errors', () => {
    const { page, evidence } = errorsPage('- `EIO`: broken', { one: { outcome: 'EIO' } })
    const stale = { one: { hash: 'old', runs: evidence.examples['one']?.runs ?? {} } }
    expect(errorSightings(page, undefined, targets).size).toBe(0)
    expect(errorSightings(page, { ...evidence, examples: stale }, targets).size).toBe(0)
    expect(sightings('- `rule-id`: what it asks', { one: { outcome: 'EIO' } })).toEqual({})
  })
})

describe('`checkErrorEvidence`', () => {
  test('reports each seen but unlisted error once, at its comment', () => {
    const page = {
      one: { outcome: 'EIO' },
      two: { outcome: 'after T: EINTR', on: ['host'] },
      three: { outcome: 'EINTR' },
    }
    expect(messages('- `EIO`: broken', page)).toEqual([
      'docs/x.2.md:16:14-16:33: Unexpected outcome `after T: EINTR` on host, expected an entry for it in section `ERRORS` [error-unlisted]',
    ])
  })

  test('reports a link to an example that does not show the error', () => {
    const page = { one: { outcome: 'EIO' }, two: { outcome: '0' } }
    expect(messages('- `EIO`: [broken](#example-two)', page)).toEqual([
      'docs/x.2.md:21:10-21:32: Unexpected link to example `two`, expected an example that failed with `EIO` [error-unseen]',
    ])
  })

  test('is quiet if list and outcomes agree, and without a list of errors', () => {
    const page = { one: { outcome: 'EWOULDBLOCK' }, two: { outcome: '"EIO"' } }
    expect(messages('- `EAGAIN`: [again](#example-one)', page)).toEqual([])
    expect(messages('- `rule-id`: what it asks', page)).toEqual([])
  })

  test('is quiet without evidence', () => {
    const { page } = errorsPage('- `EIO`: [broken](#example-one)', { one: { outcome: 'EINTR' } })
    checkErrorEvidence(page, undefined)
    expect(page.file.messages).toEqual([])
  })
})
