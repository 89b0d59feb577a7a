import type { Json } from '../outcome/index.ts'
import { readOutcome } from '../outcome/index.ts'
import type { Evidence, ExampleEvidence, RecordedTrace, Run, TraceLine } from './evidence.ts'

type JsonObject = { readonly [key: string]: Json }

/**
 * Read an evidence file.
 *
 * @param text
 *   JSON as `formatEvidence` prints it.
 * @param path
 *   Of the file; its name without `.json` is the page.
 * @returns
 *   Evidence.
 * @throws {SyntaxError}
 *   Where the text is not JSON or has another form; the message says which member.
 */
export function readEvidence(text: string, path: string): Evidence {
  const root = recordAt(parse(text), 'the file')
  checkKeys(root, ['page', 'examples'], 'the file')
  const page = textAt(root['page'], '`page`')
  const stem = path.replace(/^.*[\\/]/, '').replace(/\.json$/, '')
  if (page !== stem) throw fault(page, '`page`', `\`${stem}\` as in the file name`)
  const examples: Record<string, ExampleEvidence> = {}
  for (const [name, value] of Object.entries(recordAt(root['examples'], '`examples`'))) {
    examples[name] = readExample(value, name)
  }
  return { page, examples }
}

function parse(text: string): Json {
  try {
    return JSON.parse(text) as Json
  } catch (error) {
    const { message } = error as SyntaxError
    throw new SyntaxError(`Cannot parse evidence: ${message.replace(/^JSON\.parse: /, '')}`)
  }
}

function readExample(value: Json, name: string): ExampleEvidence {
  const at = `\`${name}\``
  const record = recordAt(value, at)
  checkKeys(record, ['hash', 'runs', 'chart'], at)
  const runs: Record<string, Run> = {}
  for (const [target, run] of Object.entries(recordAt(record['runs'], `\`runs\` of ${at}`))) {
    runs[target] = readRun(run, `\`${target}\` of ${at}`)
  }
  const hash = textAt(record['hash'], `\`hash\` of ${at}`)
  const { chart } = record
  return chart === undefined ? { hash, runs } : { hash, runs, chart: readChart(chart, at) }
}

function readChart(value: Json, example: string): RecordedTrace {
  const at = `\`chart\` of ${example}`
  const record = recordAt(value, at)
  checkKeys(record, ['target', 'input', 'output'], at)
  return {
    target: textAt(record['target'], `\`target\` of ${at}`),
    input: linesAt(record['input'], `\`input\` of ${at}`),
    output: linesAt(record['output'], `\`output\` of ${at}`),
  }
}

function linesAt(value: Json | undefined, at: string): readonly TraceLine[] {
  if (!Array.isArray(value)) throw fault(value, at, 'a list')
  return value.map((line: Json) => recordAt(line, at))
}

function readRun(value: Json, at: string): Run {
  const record = recordAt(value, at)
  checkKeys(record, ['outcomes', 'release', 'fs', 'date'], at)
  const { outcomes } = record
  if (!Array.isArray(outcomes)) throw fault(outcomes, `\`outcomes\` of ${at}`, 'a list')
  return {
    outcomes: outcomes.map((outcome: Json) => outcomeAt(outcome, at)),
    release: textAt(record['release'], `\`release\` of ${at}`),
    fs: textAt(record['fs'], `\`fs\` of ${at}`),
    date: textAt(record['date'], `\`date\` of ${at}`),
  }
}

function outcomeAt(value: Json, at: string): string {
  const text = textAt(value, `\`outcomes\` of ${at}`)
  const outcome = readOutcome(text)
  if ('problem' in outcome) throw new SyntaxError(`${outcome.problem} in \`outcomes\` of ${at}`)
  return text
}

function checkKeys(record: JsonObject, known: readonly string[], at: string): void {
  const wrong = Object.keys(record).find((key) => !known.includes(key))
  if (wrong === undefined) return
  const expected = known.map((key) => `\`${key}\``).join(', ')
  throw new SyntaxError(`Unexpected key \`${wrong}\` in ${at}, expected ${expected}`)
}

function recordAt(value: Json | undefined, at: string): JsonObject {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as JsonObject
  }
  throw fault(value, at, 'an object')
}

function textAt(value: Json | undefined, at: string): string {
  if (typeof value === 'string') return value
  throw fault(value, at, 'text')
}

function fault(actual: Json | undefined, at: string, expected: string): SyntaxError {
  const shown = actual === undefined ? 'missing value' : `\`${JSON.stringify(actual)}\``
  return new SyntaxError(`Unexpected ${shown} as ${at}, expected ${expected}`)
}
