import { compileReference, type ReferenceEntry } from '../../tools/reference/index.ts'
import { openFolder } from '../cli/run-cli.ts'

/** Pages of a library, and messages. */
export interface Written {
  /** Pages by path. */
  readonly pages: Readonly<Record<string, string>>
  /** Messages: `a.ts:3:1: ... [reference-docstring]`. */
  readonly messages: readonly string[]
}

/** Make the entry of the module `NAME.ts`. */
export function entryOf(name: string, names: readonly string[] = []): ReferenceEntry {
  const page = `docs/${name}.3.md`
  return { entry: `${name}.ts`, from: `lib/${name}`, page, title: `the module ${name}`, names }
}

/** Write the pages of a library from the texts of its files. */
export function writtenOf(
  files: Readonly<Record<string, string>>,
  entries: readonly ReferenceEntry[] = [entryOf('a')],
): Written {
  using folder = openFolder(files)
  const { pages, files: faulty } = compileReference(entries, { root: folder.path })
  const messages = faulty.flatMap((file) =>
    file.messages.map(
      ({ line, column, ruleId, reason }) => `${file.path}:${line}:${column}: ${reason} [${ruleId}]`,
    ),
  )
  return { pages: Object.fromEntries(pages.map(({ path, text }) => [path, text])), messages }
}
