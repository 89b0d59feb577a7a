import type { Json } from '../outcome/index.ts'
import { readOutcome } from '../outcome/index.ts'
import { isDay } from '../page/index.ts'
import type { Evidence, ExampleEvidence, RecordedTrace, Run } from './evidence.ts'
import { EvidenceError, type MemberPath, memberPoint } from './evidence-error.ts'

type JsonObject = { readonly [key: string]: Json }

/** A value of the file, and its position. */
interface Member {
  readonly value: Json | undefined
  readonly path: MemberPath
  /** Text of the file. */
  readonly text: string
}

/**
 * Read an evidence file.
 *
 * @param text
 *   JSON as `formatEvidence` prints it.
 * @param path
 *   Path of the file; its name without `.json` is the page.
 * @returns
 *   Evidence.
 * @throws {EvidenceError}
 *   If the text is not JSON or has another form, with the member in the message, and its `place`.
 */
export function readEvidence(text: string, path: string): Evidence {
  const root: Member = { value: parse(text), path: [], text }
  checkKeys(root, ['page', 'examples'])
  const name = memberOf(root, 'page')
  const page = textOf(name)
  const stem = path.replace(/^.*[\\/]/, '').replace(/\.json$/, '')
  if (page !== stem) throw fault(name, `\`${stem}\` as in the file name`)
  return { page, examples: membersOf(memberOf(root, 'examples'), readExample) }
}

function parse(text: string): Json {
  try {
    return JSON.parse(text) as Json
  } catch (error) {
    const { message } = error as SyntaxError
    throw new EvidenceError(`Cannot parse evidence: ${message.replace(/^JSON\.parse: /, '')}`)
  }
}

function readExample(example: Member): ExampleEvidence {
  checkKeys(example, ['hash', 'runs', 'chart'])
  const runs = membersOf(memberOf(example, 'runs'), readRun)
  const hash = textOf(memberOf(example, 'hash'))
  const chart = memberOf(example, 'chart')
  return chart.value === undefined ? { hash, runs } : { hash, runs, chart: readChart(chart) }
}

function readChart(chart: Member): RecordedTrace {
  checkKeys(chart, ['target', 'input', 'output'])
  return {
    target: textOf(memberOf(chart, 'target')),
    input: itemsOf(memberOf(chart, 'input')).map(recordOf),
    output: itemsOf(memberOf(chart, 'output')).map(recordOf),
  }
}

function readRun(run: Member): Run {
  checkKeys(run, ['outcomes', 'release', 'fs', 'date'])
  return {
    outcomes: itemsOf(memberOf(run, 'outcomes')).map(outcomeOf),
    release: textOf(memberOf(run, 'release')),
    fs: textOf(memberOf(run, 'fs')),
    date: dayOf(memberOf(run, 'date')),
  }
}

function outcomeOf(member: Member): string {
  const text = textOf(member)
  const outcome = readOutcome(text)
  if ('problem' in outcome) throw errorAt(member, `${outcome.problem} in ${nameOf(member)}`)
  return text
}

function dayOf(member: Member): string {
  const text = textOf(member)
  if (isDay(text)) return text
  throw fault(member, 'a day such as `2026-11-22`')
}

function checkKeys(member: Member, known: readonly string[]): void {
  const wrong = Object.keys(recordOf(member)).find((key) => !known.includes(key))
  if (wrong === undefined) return
  const expected = known.map((key) => `\`${key}\``).join(', ')
  const reason = `Unexpected key \`${wrong}\` in ${nameOf(member)}, expected ${expected}`
  throw errorAt(memberOf(member, wrong), reason)
}

function memberOf(member: Member, key: string): Member {
  const record = recordOf(member)
  return within(member, key, Object.hasOwn(record, key) ? record[key] : undefined)
}

function membersOf<Value>(member: Member, read: (each: Member) => Value): Record<string, Value> {
  const entries = Object.entries(recordOf(member))
  return Object.fromEntries(entries.map(([key, value]) => [key, read(within(member, key, value))]))
}

function within({ path, text }: Member, key: string | number, value: Json | undefined): Member {
  return { value, path: [...path, key], text }
}

function itemsOf(member: Member): Member[] {
  const { value } = member
  if (!Array.isArray(value)) throw fault(member, 'a list')
  return value.map((item: Json, index) => within(member, index, item))
}

function recordOf(member: Member): JsonObject {
  const { value } = member
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as JsonObject
  }
  throw fault(member, 'an object')
}

function textOf(member: Member): string {
  const { value } = member
  if (typeof value === 'string') return value
  throw fault(member, 'text')
}

function fault(member: Member, expected: string): EvidenceError {
  const name = nameOf(member)
  if (member.value === undefined) return errorAt(member, `Missing ${name}, expected ${expected}`)
  const shown = `\`${JSON.stringify(member.value)}\``
  return errorAt(member, `Unexpected ${shown} as ${name}, expected ${expected}`)
}

function errorAt({ path, text }: Member, reason: string): EvidenceError {
  return new EvidenceError(reason, memberPoint(text, path))
}

/** `` `date` of `host` of `opt-in` ``, without the members between these. */
function nameOf({ path }: Member): string {
  if (path.length === 0) return 'the file'
  const names = path.filter((name, level) => {
    const isBetween = level < path.length - 1 && (level === 0 || (level === 2 && name === 'runs'))
    return !isBetween && typeof name === 'string'
  })
  return names
    .map((name) => `\`${name}\``)
    .reverse()
    .join(' of ')
}
