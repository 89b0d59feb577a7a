import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { transform } from 'oxc-transform'

interface Loaded {
  readonly format: string
  readonly source: string
  readonly shortCircuit: boolean
}

type NextLoad<Context> = (url: string, context: Context) => Promise<Loaded>

/**
 * Load hook that strips types from TypeScript outside of `node_modules`.
 *
 * @param url
 *   Module that is being imported.
 * @param context
 *   Passed on.
 * @param nextLoad
 *   Node's own loader.
 * @returns
 *   Source of an ES module.
 * @throws {SyntaxError}
 *   With `FILE:LINE:COL` in front, where the file does not parse.
 * @see module.register of node:module, Node 20
 */
export async function load<Context>(
  url: string,
  context: Context,
  nextLoad: NextLoad<Context>,
): Promise<Loaded> {
  if (!url.startsWith('file:') || !/\.m?ts(?:\?|$)/.test(url)) return nextLoad(url, context)
  const path = fileURLToPath(url.replace(/\?.*$/, ''))
  const text = await readFile(path, 'utf8')
  const { code, errors } = await transform(path, text, { sourcemap: false })
  const [error] = errors
  if (error !== undefined) {
    const before = text.slice(0, error.labels[0]?.start ?? 0)
    const line = before.split('\n').length
    const column = before.length - before.lastIndexOf('\n')
    throw new SyntaxError(`${path}:${line}:${column}: error: ${error.message}`)
  }
  return { format: 'module', source: code, shortCircuit: true }
}
