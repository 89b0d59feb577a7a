import type { Pluggable, PluggableList, Plugin } from 'unified'
import type { Node } from 'unist'
import type { VFile } from 'vfile'
import { endLoop, LateError, runForeign } from '../foreign/index.ts'
import { exitCode } from '../message/index.ts'
import { essentialParts, lossProblem } from './essential-parts.ts'
import { failureOf, type PluginName, reportFault } from './fault.ts'
import { lendFile } from './lend-file.ts'
import { type TreeKind, treeProblem } from './tree-problem.ts'

type Transform = (tree: Node, file: VFile, next?: Next) => unknown
type Next = (error?: unknown, tree?: unknown) => void

const limitMs = 20_000

/** Options of `guardPlugins`. */
export interface GuardOptions {
  /** Member of the configuration, such as `remarkPlugins`. */
  readonly list: string
  /** Plugins that the processor already has; entries only set their options. */
  readonly own?: ReadonlySet<unknown>
  /** What their trees describe; default: Markdown. */
  readonly kind?: TreeKind
  /** Members of `file.data` that plugins must not change; default: none. */
  readonly data?: readonly string[]
  /** Time limit for a plugin and a page, in milliseconds; default 20,000. */
  readonly limit?: number
}

/**
 * Guard plugins of a configuration, so that their faults become messages on the page.
 *
 * @param plugins
 *   Plugins as configured.
 * @param options
 *   Position of the plugins, and limits.
 * @returns
 *   Equivalent plugins. If one throws, does not return a tree, loses an essential part, changes the
 *   file, or does not finish in time, the run of the page fails with a message of the rule
 *   `plugin-failed`.
 * @see unified 11, `Plugin`, `Transformer`
 */
export function guardPlugins(plugins: PluggableList, options: GuardOptions): PluggableList {
  const { list, own = new Set() } = options
  // A plugin always gets the same guard, so that a second entry can set its options.
  const known = new Map<Plugin, Plugin>()
  const guardOf = (plugin: Plugin, at: string): Plugin => {
    if (own.has(plugin)) return plugin
    const guarded = known.get(plugin) ?? guard(plugin, { name: plugin.name, at }, options)
    known.set(plugin, guarded)
    return guarded
  }
  const entryOf = (entry: Pluggable, at: string): Pluggable => {
    if (typeof entry === 'function') return guardOf(entry, at)
    if (Array.isArray(entry)) return [guardOf(entry[0], at), ...entry.slice(1)] as Pluggable
    const inner = entry.plugins?.map((each, index) => entryOf(each, `${at}.plugins[${index}]`))
    return inner ? { ...entry, plugins: inner } : entry
  }
  return plugins.map((entry, index) => entryOf(entry, `${list}[${index}]`))
}

function guard(plugin: Plugin, name: PluginName, options: GuardOptions): Plugin {
  const { limit = limitMs } = options
  return function (...given) {
    let transform: unknown
    try {
      const foreign = { failure: failureOf(name), exit: exitCode.findings }
      transform = runForeign(foreign, () =>
        endLoop(() => Reflect.apply(plugin, this, given), limit),
      )
    } catch (error) {
      return (_: Node, file: VFile) => {
        throw reportFault(file, name, error)
      }
    }
    if (isPromise(transform)) {
      transform.then(undefined, () => undefined)
      return (_: Node, file: VFile) => {
        throw reportFault(file, name, new Error('it returned a promise, expected a transformer'))
      }
    }
    return typeof transform === 'function'
      ? guarded(transform as Transform, name, options)
      : undefined
  }
}

function guarded(
  transform: Transform,
  name: PluginName,
  { limit = limitMs, kind = 'mdast', data = [] }: GuardOptions,
): (tree: Node, file: VFile) => Promise<Node | undefined> {
  let stuckOn: string | undefined
  return async (tree, file) => {
    const shown = `\`${file.path}\``
    const foreign = { failure: `${failureOf(name)} on ${shown}`, exit: exitCode.findings }
    const { copy, settle } = lendFile(file, data)
    const before = essentialParts(tree, kind)
    let problem: string | undefined
    let result: unknown
    try {
      // Otherwise, a manual of a hundred pages would take half an hour.
      if (stuckOn !== undefined)
        throw new Error(`it did not finish on ${stuckOn}, and was not run again`)
      try {
        const running = runForeign(foreign, () => call(transform, { tree, file: copy, limit }))
        result = await inTime(running, limit)
      } catch (error) {
        if (error instanceof LateError) stuckOn = shown
        throw error
      } finally {
        problem = settle()
      }
      const now = result ?? tree
      problem ??= treeProblem(now, kind) ?? lossProblem(before, essentialParts(now, kind))
      if (problem !== undefined) throw new TypeError(problem)
      return (result ?? undefined) as Node | undefined
    } catch (error) {
      throw reportFault(file, name, error)
    }
  }
}

/** Wait for a result for a limited time. */
async function inTime<Value>(running: Promise<Value>, limit: number): Promise<Value> {
  let timer: NodeJS.Timeout | undefined
  // The timer keeps the process alive, which a pending promise does not.
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new LateError(limit)), limit)
  })
  try {
    return await Promise.race([running, late])
  } finally {
    clearTimeout(timer)
  }
}

/** A page, as a plugin gets it. */
interface Lent {
  readonly tree: Node
  readonly file: VFile
  readonly limit: number
}

/** Call a transformer, which can return its result in all the ways of unified. */
function call(transform: Transform, { tree, file, limit }: Lent): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const next: Next = (error, result) => (error ? reject(error) : resolve(result))
    const result = endLoop(() => transform(tree, file, next), limit)
    if (isPromise(result)) result.then(resolve, reject)
    else if (result instanceof Error) reject(result)
    else if (transform.length < 3) resolve(result)
  })
}

function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof Object(value).then === 'function'
}
