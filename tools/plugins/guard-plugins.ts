import type { Pluggable, PluggableList, Plugin, Processor } from 'unified'
import type { Node } from 'unist'
import type { VFile } from 'vfile'
import { report } from '../message/index.ts'
import { type PluginName, reasonOf, reportFault } from './fault.ts'
import { treeProblem } from './tree-problem.ts'

type Transform = (tree: Node, file: VFile, next?: Next) => unknown
type Next = (error?: unknown, tree?: unknown) => void

const limitMs = 20_000

/** Options of `guardPlugins`. */
export interface GuardOptions {
  /** Member of the configuration, such as `remarkPlugins`. */
  readonly list: string
  /** Plugins that the processor already has; entries only set their options. */
  readonly own?: ReadonlySet<unknown>
  /** Possible types of nodes; default: any. */
  readonly types?: ReadonlySet<string>
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
 *   Equivalent plugins. If one throws, does not return a tree, or does not finish in time, the run
 *   of the page fails with a message of the rule `plugin-failed`.
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
  return function (...given) {
    let transform: unknown
    try {
      transform = Reflect.apply(plugin, this, given)
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
  { limit = limitMs, types }: GuardOptions,
): (tree: Node, file: VFile) => Promise<Node | undefined> {
  let patience = limit
  return async (tree, file) => {
    let timer: NodeJS.Timeout | undefined
    // The timer keeps the process alive, which a pending promise does not.
    const late = new Promise<never>((_, reject) => {
      const refuse = (): void => {
        reject(new Error(`it did not finish within ${patience / 1000} s`))
        // Otherwise, a manual of a hundred pages would take half an hour.
        patience = limit / 20
      }
      timer = setTimeout(refuse, patience)
    })
    const wasEmpty = isEmpty(tree)
    try {
      const result = await Promise.race([call(transform, tree, file), late])
      const now = result ?? tree
      const problem = treeProblem(now, types) ?? (isEmpty(now) && !wasEmpty ? removed : undefined)
      if (problem !== undefined) throw new TypeError(problem)
      return (result ?? undefined) as Node | undefined
    } catch (error) {
      throw reportFault(file, name, error)
    } finally {
      clearTimeout(timer)
    }
  }
}

const removed = 'it removed everything from the page'

function isEmpty(tree: unknown): boolean {
  return Object(tree).children?.length === 0
}

/** Call a transformer, which can return its result in all the ways of unified. */
function call(transform: Transform, tree: Node, file: VFile): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const next: Next = (error, result) => (error ? reject(error) : resolve(result))
    const result = transform(tree, file, next)
    if (isPromise(result)) result.then(resolve, reject)
    else if (result instanceof Error) reject(result)
    else if (transform.length < 3) resolve(result)
  })
}

function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof Object(value).then === 'function'
}

/**
 * A unified plugin that guards the parser against syntax extensions of other plugins.
 *
 * @param list
 *   Member of the configuration with these plugins, such as `remarkPlugins`.
 */
export const guardParser: Plugin<[string]> = function (this: Processor, list) {
  const { parser } = this
  if (parser === undefined) return
  this.parser = (text, file) => {
    let problem: string | undefined
    try {
      const tree = parser(text, file)
      problem = treeProblem(tree)
      if (problem === undefined) return tree
    } catch (error) {
      problem = reasonOf(error)
    }
    const reason = `Cannot parse the page with the plugins of \`${list}\`: ${problem}`
    throw report(file, 'plugin-failed', reason, { line: 1, column: 1 })
  }
}
