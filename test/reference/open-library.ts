import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { compileReference, type ReferenceEntry } from '../../tools/reference/index.ts'

/** What was written of a library, and what was said. */
export interface Written {
  /** Pages by path. */
  readonly pages: Readonly<Record<string, string>>
  /** Messages: `a.ts:3:1: ... [reference-docstring]`. */
  readonly messages: readonly string[]
}

/** Entry of the module `NAME.ts`. */
export function entryOf(name: string, names: readonly string[] = []): ReferenceEntry {
  const page = `docs/${name}.3.md`
  return { entry: `${name}.ts`, from: `lib/${name}`, page, title: `the module ${name}`, names }
}

/** Write the pages of a library that is in memory. */
export function writtenOf(
  files: Readonly<Record<string, string>>,
  entries: readonly ReferenceEntry[] = [entryOf('a')],
): Written {
  const root = mkdtempSync(join(tmpdir(), 'manproof-reference-'))
  try {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, name)), { recursive: true })
      writeFileSync(join(root, name), text)
    }
    const { pages, files: faulty } = compileReference(entries, { root })
    const messages = faulty.flatMap((file) =>
      file.messages.map(
        ({ line, column, ruleId, reason }) =>
          `${file.path}:${line}:${column}: ${reason} [${ruleId}]`,
      ),
    )
    return { pages: Object.fromEntries(pages.map(({ path, text }) => [path, text])), messages }
  } finally {
    rmSync(root, { recursive: true })
  }
}
