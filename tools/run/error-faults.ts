import { getSystemErrorMap } from 'node:util'
import type { Place } from '../outcome/index.ts'
import type { Death } from './death.ts'
import { placeInPage } from './place-in-page.ts'
import type { Job, Raw } from './pool.ts'
import { offsetInCode } from './prepare-example.ts'
import type { Fault } from './run-result.ts'
import type { Thrown } from './worker/protocol.ts'

/** Characters of an outcome that are shown. */
const longest = 2_000

/** Say what brought a run down, if anything did, at the guilty line. */
export function errorFaults(job: Job, raw: Raw): Fault[] {
  const faults: Fault[] = []
  if (raw.death) faults.push(deathFault(job, raw.death, raw.at))
  if (raw.error) faults.push(thrownFault(job, raw, raw.error))
  for (const error of raw.late) faults.push(lateFault(job, raw, error))
  return faults
}

/** Say that an error came when nobody was there to catch it. */
export function lateFault(job: Job, raw: Pick<Raw, 'id' | 'at'>, error: Thrown): Fault {
  const { name } = job.target
  const reason =
    error.unshown === undefined
      ? `Unexpected unhandled error \`${nameOf(error)}\` on ${name}, expected none`
      : `Unexpected unhandled error on ${name}, a value that cannot be shown: ${error.unshown}`
  return { ruleId: 'example-rejection', reason, place: placeOf(job, raw, error) }
}

/** Say which built-ins an example has changed, at the line that names the first one. */
export function changeFault(job: Job, names: readonly string[]): Fault {
  const member = /[\w$]+(?=\]?$|'\)$)/.exec(names[0] ?? '')?.[0] ?? ''
  const at = Math.max(job.example.code.indexOf(member), 0)
  const what = names.map((name) => `\`${name}\``).join(', ')
  return {
    ruleId: 'example-builtin',
    reason: `Unexpected change of ${what} on ${job.target.name}, expected built-ins as they were before the example`,
    place: placeInPage(job.example, at),
  }
}

function thrownFault(job: Job, raw: Raw, error: Thrown): Fault {
  const text = error.isError ? textOf(error) : `thrown value \`${error.message}\``
  const expected = error.isError ? 'success' : 'an `Error`'
  const { name } = job.target
  const reason =
    error.unshown === undefined
      ? `Unexpected ${text} on ${name}, expected ${expected}`
      : `Unexpected throw on ${name}, of a value that cannot be shown: ${error.unshown}`
  return { ruleId: 'example-failed', reason, place: placeOf(job, raw, error) }
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

/** Cut a text that is too long to be read. */
export function cut(text: string): string {
  return text.length <= longest ? text : `${text.slice(0, longest)}…`
}

function deathFault(job: Job, death: Death, at: number): Fault {
  const place = placeInPage(job.example, at)
  const { name } = job.target
  switch (death.kind) {
    case 'stall': {
      const reason = `Unexpected endless loop on ${name}, expected an end within ${death.ms} ms`
      return { ruleId: 'example-timeout', reason, place }
    }
    case 'showing': {
      const reason = `Unexpected value on ${name} that cannot be shown: showing it does not end within ${death.ms} ms`
      return { ruleId: 'example-timeout', reason, place }
    }
    case 'timeout': {
      const reason = `Unexpected wait on ${name}, expected an end within ${death.ms} ms`
      return { ruleId: 'example-timeout', reason, place }
    }
    case 'exit': {
      const call = `process.exit(${death.code})`
      const reason = `Unexpected \`${call}\` on ${name}, expected the example to reach its end`
      return { ruleId: 'example-exit', reason, place }
    }
    case 'memory': {
      const reason = `Unexpected use of memory on ${name}, expected less than ${death.megabytes} MB`
      return { ruleId: 'example-failed', reason, place }
    }
    case 'crash': {
      const reason = `Unexpected crash of the worker on ${name}, expected none: ${death.message}`
      return { ruleId: 'example-failed', reason, place }
    }
    case 'blocked':
    case 'abort': {
      const reason = `Cannot finish the example on ${name}: the run was stopped`
      return { ruleId: 'example-failed', reason, place }
    }
  }
}

/** The innermost line of the example on the stack, else the last one that was reached. */
function placeOf(job: Job, raw: Pick<Raw, 'id' | 'at'>, error: Thrown): Place {
  const frame = new RegExp(`manproof-example-${raw.id}:(\\d+):(\\d+)`).exec(error.stack ?? '')
  if (!frame) return placeInPage(job.example, raw.at)
  const at = { line: Number(frame[1]), column: Number(frame[2]) }
  return placeInPage(job.example, offsetInCode(job.program, job.example, at) ?? raw.at)
}
