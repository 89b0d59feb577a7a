import { createRequire, register } from 'node:module'
import { pathToFileURL } from 'node:url'

let registered = false

/** Let this thread import TypeScript files, on a Node that does not strip types by itself. */
export async function typescriptHooks(): Promise<void> {
  if (registered || stripsTypes()) return
  registered = true
  register(hooksUrl())
}

/** Tell whether this Node imports TypeScript by itself. */
export function stripsTypes(): boolean {
  return Boolean(Reflect.get(process.features, 'typescript'))
}

/** URL of a module with the `resolve` and `load` hooks. */
export function hooksUrl(): string {
  const transform = pathToFileURL(createRequire(import.meta.url).resolve('oxc-transform')).href
  return `data:text/javascript,${encodeURIComponent(source(transform))}`
}

// Text, because hooks run in a thread of their own, which cannot import TypeScript yet.
function source(transform: string): string {
  return `
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { transformSync } from ${JSON.stringify(transform)}
export async function load(url, context, next) {
  if (!/^file:.*\\.m?ts$/.test(url)) return next(url, context)
  const path = fileURLToPath(url)
  const { code, errors } = transformSync(path, await readFile(path, 'utf8'), {
    lang: 'ts', sourceType: 'module', target: 'es2022', helpers: { mode: 'Runtime' },
  })
  if (errors.length > 0) throw new SyntaxError(path + ': ' + errors[0].message)
  return { format: 'module', source: code, shortCircuit: true }
}
`
}
