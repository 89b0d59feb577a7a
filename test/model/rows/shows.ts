import { readFileSync, writeFileSync } from 'node:fs'
import { afterAll, afterEach, beforeEach, expect } from 'vitest'
import type { ProfileName } from '../../../tools/model/index.ts'
import { isWriting } from '../../is-writing.ts'

/** Profiles on which each demonstration ran; written by `npm run reports rows`. */
export type Ran = Readonly<Record<string, readonly string[]>>

const used = new Set<ProfileName>()
const ran = new Map<string, Set<ProfileName>>()

const recorded = new URL('rows-ran.json', import.meta.url)

/** Read the record. */
export function readRan(): Ran {
  return JSON.parse(readFileSync(recorded, 'utf8'))
}

/** Extend the record, which `npm run reports rows` empties first. It runs one file at a time. */
function addRan(found: readonly (readonly [string, readonly string[]])[]): void {
  const all = new Map(Object.entries(readRan()))
  for (const [name, profiles] of found) {
    all.set(name, [...new Set([...(all.get(name) ?? []), ...profiles])].sort())
  }
  const sorted = [...all].sort(([a], [b]) => (a < b ? -1 : 1))
  const lines = sorted.map((entry) => entry.map((part) => JSON.stringify(part)).join(': '))
  writeFileSync(recorded, `{\n${lines.join(',\n')}\n}\n`)
}

/** Record that the current test uses a profile. */
export function noteProfile(profile: ProfileName): void {
  used.add(profile)
}

/** Name a demonstration: a scenario, or a title that begins with rows. */
export function demonstration(file: string, title: string): string | undefined {
  const scenario = /^(S\d+) on /.exec(title)?.[1]
  if (scenario !== undefined) return scenario
  const named = /^(?:[A-GQX]\d+[a-z]?|[245]\.\d+|\d+)(?:[.,: ])/.test(title)
  const name = file.replace(/^.*\//, '')
  return named ? `${name}: ${title.replace(/ \([\w.+-]+(?:, [\w-]+)?\)$/, '')}` : undefined
}

/**
 * Compare the tests that ran in this file with the record, or extend the record.
 *
 * Without that, the report of demonstrated rows would be unproven.
 */
export function watchProfiles(): void {
  beforeEach(() => used.clear())
  afterEach(({ task }) => {
    const name = demonstration(task.file.name, task.name)
    // Flips rerun other tests with deliberately wrong rules.
    if (/mutants/.test(task.file.name)) return
    if (name === undefined || task.result?.state === 'fail') return
    const profiles = ran.get(name) ?? new Set()
    ran.set(name, profiles)
    for (const profile of used) profiles.add(profile)
  })
  afterAll(() => {
    const found = [...ran].map(([name, profiles]) => [name, [...profiles].sort()] as const)
    if (isWriting) return addRan(found)
    const record = readRan()
    const wrong = found.filter(([name, profiles]) => String(record[name]) !== String(profiles))
    expect(
      wrong.map(([name, profiles]) => `${name}: ${profiles.join()}; see \`npm run reports rows\``),
    ).toEqual([])
  })
}
