import { relative } from 'node:path'
import type { VFile } from 'vfile'
import type { VFileMessage } from 'vfile-message'
import { type ReportPlace, report } from '../message/index.ts'

/** A plugin, as named in messages. */
export interface PluginName {
  /** Name of its function; empty for an anonymous one. */
  readonly name: string
  /** Position in the configuration: `remarkPlugins[0]`. */
  readonly at: string
}

const start = { line: 1, column: 1 }

/**
 * Report an error that a plugin threw, at the place in the error if there is one.
 *
 * The message replaces the plugin's own, and is to be thrown.
 */
export function reportFault(file: VFile, { name, at }: PluginName, error: unknown): VFileMessage {
  file.messages = file.messages.filter((message) => message !== error)
  const shown = name === '' ? `\`${at}\`` : `\`${name}\` (\`${at}\`)`
  const from = packageOf(error)
  const who = from === undefined ? shown : `${shown} of package \`${from}\``
  const reason = `Cannot run plugin ${who}: ${reasonOf(error)}`
  const details = error instanceof Error ? { cause: error, note: thrownAt(error, file.cwd) } : {}
  return report(file, 'plugin-failed', reason, placeOf(error), details)
}

/** First line of the message of an error. */
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

/** Place in an error, as in a message or a node; else the start of the page. */
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

/** Where the plugin threw: the first call in a file other than ours. */
function thrownAt(error: Error, cwd: string): string | undefined {
  for (const frame of framesOf(error)) {
    if (isGuard(frame)) return undefined
    const [, place] = /(?:\(|at )(?:file:\/\/)?(\/[^()]+:\d+:\d+)\)?$/.exec(frame) ?? []
    if (place !== undefined) return `Thrown at ${relative(cwd, decodeURI(place))}`
  }
  return undefined
}

function framesOf({ stack }: Error): readonly string[] {
  return typeof stack === 'string' ? stack.split('\n') : []
}

function isGuard(frame: string): boolean {
  return /[\\/]guard-plugins\.[jt]s/.test(frame)
}

/** Installed package that the guard called last, according to the stack. */
function packageOf(error: unknown): string | undefined {
  const frames = error instanceof Error ? framesOf(error) : []
  const ours = frames.findIndex(isGuard)
  const theirs = (ours < 0 ? [] : frames.slice(0, ours)).map(
    (frame) => /[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/.exec(frame)?.[1],
  )
  return theirs.findLast((name) => name !== undefined)
}
