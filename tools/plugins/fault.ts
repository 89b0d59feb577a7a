import type { VFile } from 'vfile'
import type { VFileMessage } from 'vfile-message'
import { type ReportPlace, report } from '../message/index.ts'

/** A plugin as messages name it. */
export interface PluginName {
  /** Of its function; empty: it has none. */
  readonly name: string
  /** Where it stands in the configuration: `remarkPlugins[0]`. */
  readonly at: string
}

const start = { line: 1, column: 1 }

/**
 * Report what a plugin threw.
 *
 * @param file
 *   Page that it was to change; a message of its own for the same fault goes.
 * @param plugin
 *   Plugin.
 * @param error
 *   What it threw; says the place, if it has one.
 * @returns
 *   Message, to be thrown.
 */
export function reportFault(file: VFile, { name, at }: PluginName, error: unknown): VFileMessage {
  file.messages = file.messages.filter((message) => message !== error)
  const shown = name === '' ? `\`${at}\`` : `\`${name}\` (\`${at}\`)`
  const from = packageOf(error)
  const whose = from === undefined ? shown : `${shown} of package \`${from}\``
  const reason = `Cannot run plugin ${whose}: ${reasonOf(error)}`
  const cause = error instanceof Error ? { cause: error } : {}
  return report(file, 'plugin-failed', reason, placeOf(error), cause)
}

/** First line of what an error says. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return `it threw ${textOf(error)}`
  const own: unknown = Reflect.get(error, 'reason')
  const text = typeof own === 'string' && own !== '' ? own : String(error.message)
  return text.split('\n')[0] || `it threw \`${error.name}\``
}

function textOf(value: unknown): string {
  if (typeof value !== 'object' && typeof value !== 'function') return `\`${String(value)}\``
  return value === null ? '`null`' : `a value of type \`${typeof value}\``
}

/** Where an error says that it is, as a message or as a node does; else where the page starts. */
function placeOf(error: unknown): ReportPlace {
  const from = Object(error)
  const places: unknown[] = [from.place, from.position, from]
  return places.find(isPlace) ?? start
}

function isPlace(value: unknown): value is ReportPlace {
  if (typeof value !== 'object' || value === null) return false
  if ('start' in value) {
    return isPoint(value.start) && (!('end' in value) || isPoint(value.end))
  }
  return isPoint(value)
}

function isPoint(value: unknown): boolean {
  const { line, column } = Object(value)
  return [line, column].every((number) => Number.isInteger(number) && number > 0)
}

/** Installed package whose function was called last by ours, going by the stack. */
function packageOf(error: unknown): string | undefined {
  const stack: unknown = error instanceof Error ? error.stack : undefined
  const frames = typeof stack === 'string' ? stack.split('\n') : []
  const ours = frames.findIndex((frame) => /[\\/]guard-plugins\.[jt]s/.test(frame))
  const theirs = (ours < 0 ? [] : frames.slice(0, ours)).map(
    (frame) => /[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/.exec(frame)?.[1],
  )
  return theirs.findLast((name) => name !== undefined)
}
