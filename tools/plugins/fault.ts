import { relative } from 'node:path'
import type { VFile } from 'vfile'
import type { VFileMessage } from 'vfile-message'
import { reasonOf } from '../foreign/index.ts'
import { report } from '../message/index.ts'
import { isPlace } from './place.ts'

/** A plugin, as named in messages. */
export interface PluginName {
  /** Name of its function; empty for an anonymous one. */
  readonly name: string
  /** Position in the configuration: `remarkPlugins[0]`. */
  readonly at: string
}

const start = { line: 1, column: 1 }
const ours = new URL('..', import.meta.url).pathname

/** Say that a plugin cannot run. */
export function failureOf({ name, at }: PluginName): string {
  return `Cannot run plugin ${name === '' ? `\`${at}\`` : `\`${name}\` (\`${at}\`)`}`
}

/**
 * Report an error that a plugin threw, at the place in the error if there is one.
 *
 * The message replaces the plugin's own, and is to be thrown.
 */
export function reportFault(file: VFile, name: PluginName, error: unknown): VFileMessage {
  file.messages = file.messages.filter((message) => message !== error)
  const reason = `${failureOf(name)}: ${reasonOf(error)}`
  const details = error instanceof Error ? { cause: error, note: thrownAt(error, file.cwd) } : {}
  const from = Object(error)
  const place = [from.place, from.position, from].find(isPlace) ?? start
  return report(file, 'plugin-failed', reason, place, details)
}

/** Where the plugin threw: the first call in a file of the author, or else of a package. */
function thrownAt({ stack }: Error, cwd: string): string | undefined {
  const frames = typeof stack === 'string' ? stack.split('\n') : []
  const end = frames.findIndex((frame) => frame.includes(ours))
  const places = frames
    .slice(0, end < 0 ? undefined : end)
    .flatMap((frame) => /(?:\(|at )(?:file:\/\/)?(\/[^()]+:\d+:\d+)\)?$/.exec(frame)?.[1] ?? [])
  const place = places.find((path) => !/[\\/]node_modules[\\/]/.test(path)) ?? places[0]
  return place === undefined ? undefined : `Thrown at ${relative(cwd, decodeURI(place))}`
}
