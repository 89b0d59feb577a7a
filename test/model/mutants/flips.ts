import { type ProfileName, profiles, type Rules } from '../../../tools/model/index.ts'
import type { LayoutFamily, LayoutOperation } from '../../../tools/model/profiles/profile.ts'

/** A cell of the tables with another possible value. */
export interface Flip {
  readonly profile: ProfileName
  /** `pinGate`, `leaseInterrupt.xfs`, `layoutSteps.ext4.shrink`. */
  readonly cell: string
  readonly row: string
  readonly source: string
  readonly from: unknown
  readonly to: unknown
}

type PlainRule = Exclude<
  keyof Rules,
  'layoutSteps' | 'leaseInterrupt' | 'exclusiveRefusal' | 'leaseWaitLocks' | 'rangeCheck'
>

/** All values of plain rules. */
const plain: { readonly [K in PlainRule]: readonly Rules[K][] } = {
  layoutRequest: ['unknown', 'exact', 'exact-exclusive', 'bits'],
  leaseFiles: ['any', 'opted-in'],
  secondExclusive: ['granted', 'refused'],
  ownExclusive: ['EDEADLOCK', 'exempt'],
  releaseWithPins: ['accepted', 'refused', 'waits'],
  expiry: ['removed', 'kills-who-asked'],
  writeLeaseCounts: ['opens', 'references'],
  pinGate: ['nobody', 'layout-lease', 'own-exclusive-lease'],
  pinGateAt: ['vma', 'page'],
  pinOwners: ['any', 'rdma'],
  pinRecords: [true, false],
  zombieLease: ['permits', 'refuses'],
  dirtyTrackedPin: ['pinned', 'EFAULT'],
  ioUringFiles: ['refused', 'as-gup'],
  readOnlyRegion: ['write', 'read'],
  busyVerdict: ['refuse', 'refuse-longterm', 'wait'],
  directEnd: ['wakes', 'unnoticed'],
  busyRange: ['range', 'file'],
  daxReflink: ['EINVAL', 'shares'],
  attributeLock: ['deaf', 'killable'],
  eviction: ['not-waited', 'waits'],
  procLocksBreaking: ['held', 'target'],
  filePins: [true, false],
}

type PerFamily = 'leaseInterrupt' | 'exclusiveRefusal' | 'leaseWaitLocks' | 'rangeCheck'

/** All values of rules that depend on the family of filesystems. */
const perFamily: { readonly [K in PerFamily]: readonly Rules[K][LayoutFamily][] } = {
  leaseInterrupt: ['goes-on', 'EINTR', 'not-noticed'],
  exclusiveRefusal: ['returned', 'swallowed'],
  leaseWaitLocks: ['kept', 'dropped'],
  rangeCheck: ['first', 'locked', 'last'],
}

const families = ['ext4', 'xfs', 'other'] as const
const names = Object.keys(profiles) as ProfileName[]

/** List all steps that an operation has in some profile on some filesystem. */
function stepsOf(operation: LayoutOperation): readonly unknown[] {
  const texts = names.flatMap((name) =>
    families.map((family) =>
      JSON.stringify(profiles[name].rules.layoutSteps.value[family][operation]),
    ),
  )
  return [...new Set(texts)].sort().map((text) => JSON.parse(text) as unknown)
}

/** List the possible values of all cells of the tables. */
function domains(): ReadonlyMap<string, readonly unknown[]> {
  const found = new Map<string, readonly unknown[]>(Object.entries(plain))
  for (const family of families) {
    for (const [rule, values] of Object.entries(perFamily)) found.set(`${rule}.${family}`, values)
    const operations = Object.keys(profiles['rfc-v1'].rules.layoutSteps.value[family])
    for (const operation of operations as LayoutOperation[]) {
      found.set(`layoutSteps.${family}.${operation}`, stepsOf(operation))
    }
  }
  return found
}

function valueAt(profile: ProfileName, cell: string): unknown {
  const [rule = '', ...path] = cell.split('.')
  const { value } = profiles[profile].rules[rule as keyof Rules]
  return path.reduce<unknown>((at, key) => Reflect.get(Object(at), key), value)
}

/** List all flips of all cells of all profiles, in the order of the tables. */
export function allFlips(): readonly Flip[] {
  const cells = [...domains()]
  return names.flatMap((profile) =>
    cells.flatMap(([cell, values]) => {
      const [rule = ''] = cell.split('.')
      const { row, source } = profiles[profile].rules[rule as keyof Rules]
      const from = valueAt(profile, cell)
      return values
        .filter((to) => JSON.stringify(to) !== JSON.stringify(from))
        .map((to) => ({ profile, cell, row, source, from, to }))
    }),
  )
}

/** Tables that record their readers. */
export interface WatchedTables {
  /** Cells read since the last call: `rfc-v1 pinGate`. */
  takeReads(): ReadonlySet<string>
  /** Change a cell; absent: restore the tables. */
  flip(flip?: Flip): void
  [Symbol.dispose](): void
}

/** Record which cells are read, and let one be changed. */
export function watchTables(): WatchedTables {
  let reads = new Set<string>()
  let flipped: Flip | undefined
  const isLeaf = (value: unknown): boolean =>
    typeof value !== 'object' || value === null || Array.isArray(value)
  function watched(profile: ProfileName, cell: string, value: unknown): unknown {
    if (isLeaf(value)) return value
    return Object.defineProperties(
      {},
      Object.fromEntries(
        Object.entries(Object(value) as object).map(([key, each]) => [
          key,
          { enumerable: true, get: reader(profile, `${cell}.${key}`, each) },
        ]),
      ),
    )
  }
  function reader(profile: ProfileName, cell: string, value: unknown): () => unknown {
    const inner = watched(profile, cell, value)
    return () => {
      if (!isLeaf(value)) return inner
      reads.add(`${profile} ${cell}`)
      return flipped?.profile === profile && flipped.cell === cell ? flipped.to : value
    }
  }
  const kept = names.map((name) => [name, { ...profiles[name].rules }] as const)
  for (const [name, rules] of kept) {
    for (const [rule, { value, row, source }] of Object.entries(rules)) {
      const live = Object.defineProperty({ row, source }, 'value', {
        enumerable: true,
        get: reader(name, rule, value),
      })
      Object.assign(profiles[name].rules, { [rule]: live })
    }
  }
  return {
    takeReads() {
      const taken = reads
      reads = new Set()
      return taken
    },
    flip(flip) {
      flipped = flip
    },
    [Symbol.dispose]() {
      for (const [name, rules] of kept) Object.assign(profiles[name].rules, rules)
    },
  }
}
