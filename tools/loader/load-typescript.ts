import { createRequire, register } from 'node:module'
import process from 'node:process'
import { pathToFileURL } from 'node:url'

let isRegistered = false

/**
 * Enable imports of TypeScript files in this thread.
 *
 * A file that does not parse throws a `SyntaxError` that starts with `FILE:LINE:COL`.
 *
 * @see module.register of node:module, Node 20
 */
export function loadTypescript(): void {
  const url = isRegistered ? undefined : hooksUrl()
  if (url === undefined) return
  isRegistered = true
  register(url)
}

/**
 * Make the module whose `load` hook strips types from TypeScript.
 *
 * @returns
 *   URL; `undefined` on a Node that strips types itself, from 22.18.
 */
export function hooksUrl(): string | undefined {
  if (Reflect.get(process.features, 'typescript')) return undefined
  const transform = pathToFileURL(createRequire(import.meta.url).resolve('oxc-transform')).href
  return `data:text/javascript,${encodeURIComponent(source(transform))}`
}

// Text, because hooks run in a separate thread, which cannot import TypeScript yet.
function source(transform: string): string {
  return `
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { transformSync } from ${JSON.stringify(transform)}
export async function load(url, context, next) {
  if (!/^file:[^?]*\\.m?ts(?:\\?|$)/.test(url)) return next(url, context)
  const path = fileURLToPath(url)
  const text = await readFile(path, 'utf8')
  const { code, errors } = transformSync(path, text, {
    lang: 'ts', sourceType: 'module', target: 'es2022', helpers: { mode: 'Runtime' },
  })
  if (errors.length > 0) {
    const before = text.slice(0, errors[0].labels[0]?.start ?? 0)
    const line = before.split('\\n').length
    const column = before.length - before.lastIndexOf('\\n')
    throw new SyntaxError(path + ':' + line + ':' + column + ': error: ' + errors[0].message)
  }
  return { format: 'module', source: code, shortCircuit: true }
}
`
}
