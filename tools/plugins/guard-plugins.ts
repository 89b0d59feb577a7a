import type { Pluggable, PluggableList, Plugin, Processor } from 'unified'
import type { Node } from 'unist'
import type { VFile } from 'vfile'
import { report } from '../message/index.ts'
import { type PluginName, reasonOf, reportFault } from './fault.ts'
import { treeProblem } from './tree-problem.ts'

type Transform = (tree: Node, file: VFile, next?: Next) => unknown
type Next = (error?: unknown, tree?: unknown) => void

/** Milliseconds that a plugin has for a page. */
const limitMs = 20_000

/** Where plugins stand, and how long each may take. */
export interface GuardOptions {
  /** Member of the configuration: `remarkPlugins`. */
  readonly list: string
  /** Plugins that the processor has already: what the list says of them are their options. */
  readonly own?: ReadonlySet<unknown>
  /** Milliseconds for a page; default 20,000. */
  readonly limit?: number
}

/**
 * Guard plugins of a configuration: what one does wrong becomes a message on the page.
 *
 * @param plugins
 *   As the configuration has them.
 * @param options
 *   Where they stand.
 * @returns
 *   Plugins that do the same. One that throws, hands on what is not a tree, or does not end in time
 *   ends the run of its page, with a message of the rule `plugin-failed` as the error.
 * @see unified 11, `Plugin`, `Transformer`
 */
export function guardPlugins(plugins: PluggableList, options: GuardOptions): PluggableList {
  const { list, own = new Set(), limit = limitMs } = options
  // One plugin stays one, so that a second entry gives options to the first.
  const known = new Map<Plugin, Plugin>()
  const guardOf = (plugin: Plugin, at: string): Plugin => {
    if (own.has(plugin)) return plugin
    const guarded = known.get(plugin) ?? guard(plugin, { name: plugin.name, at }, limit)
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

function guard(plugin: Plugin, name: PluginName, limit: number): Plugin {
  return function (...options) {
    let transform: unknown
    try {
      transform = Reflect.apply(plugin, this, options)
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
      ? guarded(transform as Transform, name, limit)
      : undefined
  }
}

function guarded(
  transform: Transform,
  name: PluginName,
  limit: number,
): (tree: Node, file: VFile) => Promise<Node | undefined> {
  let patience = limit
  return async (tree, file) => {
    let timer: NodeJS.Timeout | undefined
    // A pending promise alone would not keep the process alive; the timer does.
    const late = new Promise<never>((_, reject) => {
      const refuse = (): void => {
        reject(new Error(`it has not ended within ${patience / 1000} s`))
        // Or a manual of a hundred pages would take half an hour.
        patience = limit / 20
      }
      timer = setTimeout(refuse, patience)
    })
    try {
      const result = await Promise.race([call(transform, tree, file), late])
      const problem = treeProblem(result ?? tree)
      if (problem !== undefined) throw new TypeError(problem)
      return (result ?? undefined) as Node | undefined
    } catch (error) {
      throw reportFault(file, name, error)
    } finally {
      clearTimeout(timer)
    }
  }
}

/** What a transformer comes to, in each of the ways in which unified lets it say so. */
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
 * Plugin of unified that guards the parser against extensions of syntax of other plugins.
 *
 * @param list
 *   Member of the configuration that has these: `remarkPlugins`.
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
