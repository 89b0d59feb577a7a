import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runTool } from '../find-tool.ts'

/** Renderings of a page, and complaints about it. */
export interface Rendering {
  readonly mandoc: string
  readonly groff: string
  /** Complaints of mandoc at warning level. */
  readonly lint: readonly string[]
  /** Messages of groff with all warnings on. */
  readonly warnings: readonly string[]
}

/** Upstream groff prints `-` and quotes like this; distributions print ASCII. */
const upstream = ".tr -\\[hy]'\\[cq]`\\[oq]\n"

/**
 * Render many pages at 80 columns with one process per program.
 *
 * @param pages
 *   Pages in roff by name; a name must not occur in another page.
 */
export function renderPages(pages: ReadonlyMap<string, string>): Map<string, Rendering> {
  const folder = mkdtempSync(join(tmpdir(), 'manproof-pages-'))
  try {
    const paths = [...pages].map(([name, roff]) => {
      writeFileSync(join(folder, `${name}.7`), roff)
      return join(folder, `${name}.7`)
    })
    writeFileSync(join(folder, 'upstream'), upstream)
    const names = [...pages.keys()]
    const mandoc = runTool('mandoc', ['-T', 'utf8', '-O', 'width=80', ...paths]).stdout
    const groff = [
      '-t',
      '-man',
      '-ww',
      '-Tutf8',
      '-P-cbou',
      '-rLL=80n',
      join(folder, 'upstream'),
      ...paths,
    ]
    const byMandoc = splitPages(mandoc.replace(/[\s\S][\b]/gu, ''), names)
    const shown = runTool('groff', groff)
    const byGroff = splitPages(shown.stdout, names)
    const warnings = shown.stderr.split('\n')
    const lint = runTool('mandoc', ['-T', 'lint', '-W', 'warning', ...paths])
    const complaints = `${lint.stdout}\n${lint.stderr}`.split('\n')
    return new Map(
      names.map((name) => [
        name,
        {
          mandoc: byMandoc.get(name) ?? '',
          groff: byGroff.get(name) ?? '',
          lint: complaints.filter((line) => line.includes(`/${name}.7:`)),
          warnings: warnings.filter((line) => line.includes(`/${name}.7:`)),
        },
      ]),
    )
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Split a text into pages, each from its header line to the next one. */
function splitPages(text: string, names: readonly string[]): Map<string, string> {
  const starts = names.map((name) => text.search(new RegExp(`^${name}\\(7\\)`, 'm')))
  return new Map(
    names.flatMap((name, index) => {
      const start = starts[index] ?? -1
      const next = starts.slice(index + 1).find((at) => at >= 0)
      return start < 0 ? [] : [[name, text.slice(start, next)]]
    }),
  )
}
