import { expect, test } from 'vitest'
import { type Exploration, explore, outcomeText, type Scenario } from '../../tools/explore/index.ts'
import type { ProfileName } from '../../tools/model/index.ts'
import fc from '../seeded.ts'
import { $, LAYOUT, type Line, P, RDLCK, SETLEASE, scene, two, UNLCK, WRLCK } from './scenes.ts'

const SETOWN = 8

/** Select the results that a reduction must keep. */
function kept(result: Exploration): unknown {
  const calls = result.calls.map(({ id, outcomes }) => [
    id,
    outcomes.map(({ outcome }) => outcomeText(outcome)).sort(),
  ])
  const findings = result.findings.map(({ invariant, row }) => `${invariant} ${row}`).sort()
  return {
    ends: result.ends?.map((calls) => calls.map(outcomeText)),
    calls,
    findings,
    extent: result.extent,
  }
}

function both(profile: ProfileName, scenario: Scenario): readonly [Exploration, Exploration] {
  return [
    explore(profile, scenario, { reduction: false, together: true }),
    explore(profile, scenario, { reduction: true, together: true }),
  ]
}

/** Calls of process `p` on file `f`, which it opens as `d` and maps as `m`. */
function does(p: string, f: string): fc.Arbitrary<Line> {
  const name = `${p}${f}`
  const type = fc.constantFrom(RDLCK, WRLCK, UNLCK, LAYOUT)
  return fc.oneof(
    type.map((each): Line => [`${p} fcntl`, $(`d${name}`), SETLEASE, each]),
    fc.constantFrom<Line>(
      [`${p} ftruncate`, $(`d${name}`), P],
      [`${p} truncate`, f, 2 * P],
      [`&${p} truncate`, f, 0],
      [`${p} pwrite`, $(`d${name}`), 'x', 0],
      [`${p} pread`, $(`d${name}`), 2, 0],
      [`${p} load`, $(`m${name}`), 0, 1],
      [`${p} store`, $(`m${name}`), 0, 'y'],
      [`v${name}=${p} vmsplice`, $(`m${name}`), 0, P],
      [`${p} munmap`, $(`m${name}`)],
      [`${p} close`, $(`d${name}`)],
      [`${p} open`, f, 0],
      [`${p} stat`, f],
      [`${p} fcntl`, $(`d${name}`), SETOWN, { $pid: 'A' }],
      [`${p} fcntl`, $(`d${name}`), SETOWN, { $pid: 'B' }],
      [`${p} sigprocmask`, 'block', 29],
      [`${p} nextSignal`],
      [`${p} mmap`, -1, 0, P, 3, 0x22],
      [`${p} fallocate`, $(`d${name}`), 3, 0, P],
    ),
  )
}

/** Two or three processes with a file each, or a common one. */
const program = fc
  .record({
    files: fc.constantFrom(['f', 'g'], ['f', 'f'], ['f', 'g', 'f']),
    handler: fc.constantFrom('collect', 'collect', 'ignore', 'default'),
  })
  .chain(({ files, handler }) =>
    fc
      .tuple(
        ...files.map((f, index) => {
          const p = 'ABC'[index] ?? ''
          const opening: Line[] = [
            [`d${p}${f}=${p} open`, f, 2],
            [`m${p}${f}=${p} mmap`, $(`d${p}${f}`), 0, 4 * P, 3, 1],
          ]
          return fc
            .array(does(p, f), { maxLength: files.length === 2 ? 4 : 2 })
            .map((lines) => ({ opening, lines }))
        }),
      )
      .map((parts) => [
        ...(handler === 'collect' ? [] : [['A sigaction', 29, handler] as const]),
        ...parts.flatMap(({ opening }) => opening),
        ...parts.flatMap(({ lines }) => lines),
      ]),
  )

test.each<ProfileName>(['rfc-v1', 'rfc-v2', 'linux-6.12', 'linux-6.18'])(
  'a reduced search of %s keeps every outcome and every finding',
  (profile) => {
    let saved = 0
    fc.assert(
      fc.property(
        program,
        fc.constantFrom('ext4-dax', 'xfs-dax', 'tmpfs' as const),
        (lines, fs) => {
          const [full, reduced] = both(profile, scene({ fs, ...two }, ...lines))
          expect(kept(reduced)).toEqual(kept(full))
          expect(full.findings.filter(({ row }) => row === undefined)).toEqual([])
          expect(reduced.states).toBeLessThanOrEqual(full.states)
          saved += full.states - reduced.states
        },
      ),
      { numRuns: 40 },
    )
    expect(saved).toBeGreaterThan(0)
  },
)

test('processes with separate files need one order', () => {
  const lines = ['f', 'g'].flatMap((f, index): Line[] => {
    const p = 'AB'[index] ?? ''
    return [
      [`d${p}=${p} open`, f, 2],
      [`${p} pwrite`, $(`d${p}`), 'x', 0],
      [`${p} ftruncate`, $(`d${p}`), 0],
      [`${p} close`, $(`d${p}`)],
    ]
  })
  const [full, reduced] = both('linux-6.18', scene({ fs: 'ext4-dax', ...two }, ...lines))
  expect([full.states, full.edges, full.terminals]).toEqual([25, 40, 1])
  expect([reduced.states, reduced.edges, reduced.terminals]).toEqual([9, 8, 1])
})

test('a reader of a signal that F_SETOWN redirects is not independent', () => {
  const lines: readonly Line[] = [
    ['a=A open', 'f', 0],
    ['A fcntl', $('a'), SETOWN, { $pid: 'C' }],
    ['A fcntl', $('a'), SETLEASE, RDLCK],
    ['B open', 'f', 1 + 0o4000],
    ['C nextSignal'],
  ]
  const [full, reduced] = both('linux-6.18', scene({ fs: 'ext4', ...two }, ...lines))
  expect(kept(reduced)).toEqual(kept(full))
  const signals = reduced.calls.at(-1)?.outcomes.map(({ outcome }) => outcomeText(outcome))
  expect(signals).toEqual(['null', '{"signal":"SIGIO","signo":29,"si_code":128}'])
})
