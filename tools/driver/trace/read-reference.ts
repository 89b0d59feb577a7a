import { type Reading, report, reportUnknown } from './reading.ts'
import type { NameReference, PidReference } from './trace-call.ts'

const shape = /^\$([A-Za-z_][\w-]*)$/

/** Read `$name` or `$B.pid`, whose name or process must be known. */
export function readReference(
  reading: Reading,
  start: number,
  text: string,
): NameReference | PidReference | undefined {
  if (text.endsWith('.pid')) {
    const process = text.slice(1, -'.pid'.length)
    if (!knowProcess(reading, start, process)) return undefined
    return { $pid: process }
  }
  const name = shape.exec(text)?.[1]
  if (name === undefined) {
    return report(reading, start, `Unexpected reference \`${text}\`, expected \`$name\``)
  }
  if (!reading.names.has(name) && !reading.torn) {
    return reportUnknown(reading, start, { what: 'name', word: name, known: reading.names })
  }
  return { $: name }
}

/** Whether any line of the trace names `process`; reports a problem if not. */
export function knowProcess(reading: Reading, start: number, process: string): boolean {
  reading.used.add(process)
  if (reading.processes.has(process) || reading.torn) return true
  reportUnknown(reading, start, { what: 'process', word: process, known: reading.processes })
  return false
}
