import type { SearchEntry } from './search-entries.ts'

/**
 * Compile the index to a script, since a page opened from disk cannot fetch files.
 *
 * `<` and line separators are escaped, so that the text is inert in any context.
 */
export function compileSearchScript(entries: readonly SearchEntry[]): string {
  const lines = entries.map((entry) =>
    JSON.stringify(entry).replace(
      /[<\u2028\u2029]/g,
      (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
    ),
  )
  return `globalThis.manproofIndex = [\n${lines.join(',\n')}\n]\n`
}
