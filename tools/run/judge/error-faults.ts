import { getSystemErrorMap } from 'node:util'
import type { Place } from '../../outcome/index.ts'
import { offsetInCode } from '../program/prepare-example.ts'
import type { Death } from '../supervise/death.ts'
import type { Job, Raw } from '../supervise/pool.ts'
import type { Thrown } from '../worker/protocol.ts'
import type { Fault } from './fault.ts'
import { placeInPage } from './place-in-page.ts'

/** Characters of an outcome to show. */
const longest = 2_000

/** Describe what ended a run early, at the line at fault. */
export function errorFaults(job: Job, raw: Raw): Fault[] {
  const faults: Fault[] = []
  if (raw.death) faults.push(deathFault(job, raw.death, raw.at))
  if (raw.error) faults.push(thrownFault(job, raw, raw.error))
  for (const error of raw.late) faults.push(lateFault(job, raw, error))
  return faults
}

/** Describe an error that nothing caught. */
export function lateFault(job: Job, raw: Pick<Raw, 'id' | 'at'>, error: Thrown): Fault {
  const { unshown } = error
  const what = 'Unexpected unhandled error'
  const words =
    unshown === undefined
      ? { what: `${what} \`${nameOf(error)}\``, wanted: 'none' }
      : { what, rest: ', a value that cannot be shown', cause: unshown }
  const place = placeOf(job, raw, error)
  return { ruleId: 'example-rejection', place, target: job.target.name, ...words }
}

/** Describe the built-ins that an example changed, at the line that names the first one. */
export function changeFault(job: Job, names: readonly string[]): Fault {
  const member = /[\w$]+(?=\]?$|'\)$)/.exec(names[0] ?? '')?.[0] ?? ''
  const at = Math.max(job.example.code.indexOf(member), 0)
  const what = names.map((name) => `\`${name}\``).join(', ')
  return {
    ruleId: 'example-builtin',
    place: placeInPage(job.example, at),
    what: `Unexpected change of ${what}`,
    target: job.target.name,
    wanted: 'built-ins as they were before the example',
  }
}

function thrownFault(job: Job, raw: Raw, error: Thrown): Fault {
  const text = error.isError ? textOf(error) : `thrown value \`${error.message}\``
  const { unshown, isError } = error
  const words =
    unshown === undefined
      ? { what: `Unexpected ${text}`, wanted: isError ? 'success' : 'an `Error`' }
      : { what: 'Unexpected throw', rest: ', of a value that cannot be shown', cause: unshown }
  const place = placeOf(job, raw, error)
  return { ruleId: 'example-failed', place, target: job.target.name, ...words }
}

function textOf(error: Thrown): string {
  if (error.code === undefined || error.syscall === undefined) return `\`${nameOf(error)}\``
  const [, text] = getSystemErrorMap().get(error.errno ?? 0) ?? []
  const meaning = text === undefined ? '' : ` (${text})`
  return `\`${error.code}\`${meaning} from \`${error.syscall}\``
}

function nameOf(error: Thrown): string {
  const text = error.isError ? `${error.name}: ${error.message}` : error.message
  return text.split('\n', 1)[0] ?? text
}

/** Truncate a long text. */
export function cut(text: string): string {
  return text.length <= longest ? text : `${text.slice(0, longest)}…`
}

function deathFault({ example, target }: Job, death: Death, at: number): Fault {
  return { place: placeInPage(example, at), target: target.name, ...wordsOf(death) }
}

function wordsOf(death: Death): Pick<Fault, 'ruleId' | 'what' | 'rest' | 'wanted' | 'cause'> {
  switch (death.kind) {
    case 'showing': {
      const cause = `showing it does not finish within ${death.ms} ms`
      const what = 'Unexpected value'
      return { ruleId: 'example-timeout', what, rest: ' that cannot be shown', cause }
    }
    case 'stall':
    case 'timeout': {
      const what = death.kind === 'stall' ? 'Unexpected endless loop' : 'Unexpected wait'
      return { ruleId: 'example-timeout', what, wanted: `completion within ${death.ms} ms` }
    }
    case 'exit': {
      const what = `Unexpected \`process.exit(${death.code})\``
      return { ruleId: 'example-exit', what, wanted: 'the example to run to completion' }
    }
    case 'memory': {
      const wanted = `less than ${death.megabytes} MB`
      return { ruleId: 'example-failed', what: 'Unexpected memory use', wanted }
    }
    case 'crash': {
      const what = 'Unexpected crash of the worker'
      return { ruleId: 'example-failed', what, wanted: 'none', cause: death.message }
    }
    case 'blocked':
    case 'abort': {
      const what = 'Cannot finish the example'
      return { ruleId: 'example-failed', what, cause: 'the run was stopped' }
    }
  }
}

/** Innermost line of the example on the stack, else the last line reached. */
function placeOf(job: Job, raw: Pick<Raw, 'id' | 'at'>, error: Thrown): Place {
  const frame = new RegExp(`manproof-example-${raw.id}:(\\d+):(\\d+)`).exec(error.stack ?? '')
  if (!frame) return placeInPage(job.example, raw.at)
  const at = { line: Number(frame[1]), column: Number(frame[2]) }
  return placeInPage(job.example, offsetInCode(job.program, job.example, at) ?? raw.at)
}
