import { describe, expect, test } from 'vitest'
import type { FileSystemName, ProfileName } from '../../../tools/model/index.ts'
import { profiles } from '../../../tools/model/index.ts'
import { bench } from '../bench.ts'
import { fiveMeetings, type Operation, operations } from '../layout-breaks.ts'
import { probes } from './column-probes.ts'
import { type Columns, columns, layoutTable, probeTable } from './column-tables.ts'

function expectedOf(table: Columns): readonly (readonly [ProfileName, string])[] {
  return table.flatMap(([words, expected]) =>
    words.split(' ').flatMap((word) => {
      const named = columns[word]
      if (named === undefined) throw new Error(`Unexpected column \`${word}\``)
      return named.map((profile) => [profile, expected] as const)
    }),
  )
}

describe.each(Object.entries(layoutTable))('table 2.7, %s', (key, table) => {
  const [fs, operation] = key.split(' ') as [FileSystemName, Operation]
  test.each(expectedOf(table))('%s: %s', (profile, expected) => {
    expect(fiveMeetings(profile, fs, operation)).toBe(expected)
  })
})

describe.each(probes)('$row: $title', ({ title, fs, run }) => {
  test.each(expectedOf(probeTable[title] ?? []))('%s: %s', (profile, expected) => {
    expect(run(bench(profile, fs)).map(String).join(', ')).toBe(expected)
  })
})

test('all tables have all columns once', () => {
  const all = Object.keys(profiles).sort()
  for (const table of [...Object.values(layoutTable), ...Object.values(probeTable)]) {
    expect(
      expectedOf(table)
        .map(([profile]) => profile)
        .sort(),
    ).toEqual(all)
  }
  expect(Object.keys(probeTable)).toEqual(probes.map(({ title }) => title))
  expect(operations.every((each) => `xfs ${each}` in layoutTable)).toBe(true)
})
