import type { SearchEntry } from './search-entries.ts'

/**
 * Compile the index as a script, since a page opened from disk may not fetch a file.
 *
 * `<` and the line separators are escaped: the text stays inert wherever it is put.
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
