import { readdirSync, readFileSync } from 'node:fs'
import { roff } from 'manproof/man'
import type { Root } from 'mdast'
import remarkMan from 'remark-man'
import { unified } from 'unified'
import { VFile } from 'vfile'
import { runTool } from '../find-tool.ts'
import { countLosses, type Losses } from '../losses/count-losses.ts'
import { type Piece, piecesOf } from '../losses/pieces.ts'
import { rows } from '../rows.ts'
import { parse } from '../soak/make-page.ts'

/** A page for both compilers. */
export interface Input {
  readonly name: string
  readonly path: string
  readonly markdown: string
  readonly options: Readonly<Record<string, unknown>>
}

/** Losses in the renderings of a compiled page, and messages about it. */
export interface Verdict {
  readonly mandoc: Losses
  readonly groff: Losses
  /** Messages of mandoc by level. */
  readonly levels: Readonly<Record<(typeof levels)[number], number>>
  /** Messages of groff with all warnings on. */
  readonly warnings: number
  /** Why there is no page. */
  readonly error?: string
}

/** Levels of messages of mandoc, worst first. */
export const levels = ['ERROR', 'UNSUPP', 'WARNING', 'STYLE'] as const

const root = new URL('../../../', import.meta.url)

/** Read the pages of the manual. */
export function manualInputs(): Input[] {
  return readdirSync(new URL('docs/', root))
    .filter((file) => /\.[1-9][a-z]*\.md$/.test(file))
    .map((file) => inputOf(file.replace(/\.md$/, ''), read(`docs/${file}`), `docs/${file}`))
}

/** Read the page of each known defect of remark-man. */
export function defectInputs(): Input[] {
  const folders = readdirSync(new URL('test/man/fixtures/', root)).sort()
  const fixtures = folders.map((name) =>
    inputOf(name.replaceAll('-', ' '), titled(read(`test/man/fixtures/${name}/input.md`))),
  )
  const headers = rows.flatMap((row) =>
    row.input === undefined
      ? []
      : [
          inputOf(`header: ${row.name}`, row.input, row.path, {
            date: '2026-01-01',
            ...row.options,
          }),
        ],
  )
  return [...fixtures, ...headers]
}

/** Compile a page with remark-man alone, and compare its renderings with the page. */
export function judgeBaseline({ markdown, path }: Input): Verdict {
  const tree = parse(markdown)
  try {
    const compile = unified().use(remarkMan, { date: 0 })
    return judge(tree, compile.stringify(tree, new VFile({ path })))
  } catch (error) {
    return { ...judge(tree, ''), error: String(error) }
  }
}

/** Do the same with the compiler of this package. */
export function judgeOwn({ markdown, path, options }: Input): Verdict {
  const tree = parse(markdown)
  const file = new VFile({ path, value: markdown })
  return judge(tree, String(unified().use(roff, options).stringify(tree, file)))
}

function judge(tree: Root, roff: string): Verdict {
  const pieces = wantedPieces(tree)
  const mandoc = runTool('mandoc', ['-T', 'utf8', '-O', 'width=900'], roff).stdout
  const groff = runTool('groff', ['-t', '-man', '-ww', '-Tutf8', '-P-cbou', '-rLL=900n'], roff)
  const lint = runTool('mandoc', ['-T', 'lint', '-W', 'style'], roff).stdout
  const count = (level: string): number => lint.split(`: ${level}: `).length - 1
  return {
    mandoc: countLosses(pieces, mandoc.replace(/[\s\S][\b]/gu, '')),
    groff: countLosses(pieces, groff.stdout),
    levels: {
      ERROR: count('ERROR'),
      UNSUPP: count('UNSUPP'),
      WARNING: count('WARNING'),
      STYLE: count('STYLE'),
    },
    warnings: groff.stderr.split('\n').filter(Boolean).length,
  }
}

/** The header names the section once for all names, and a NAME section repeats the title. */
function wantedPieces(tree: Root): Piece[] {
  const [first, ...rest] = piecesOf(tree)
  if (tree.children.find((node) => node.type === 'heading')?.depth !== 1 || !first) {
    return piecesOf(tree)
  }
  if (rest.some(({ kind, value }) => kind === 'title' && value.toUpperCase() === 'NAME'))
    return rest
  return [{ ...first, value: first.value.replace(/\([1-9][a-z]*\)/g, '') }, ...rest]
}

function inputOf(
  name: string,
  markdown: string,
  path = 'page.7.md',
  options: Input['options'] = { date: '2026-01-01' },
): Input {
  return { name, path, markdown, options }
}

/** Add a title if there is none: remark-man takes the name from nothing else. */
function titled(body: string): string {
  return /^(?:# |---\n)/.test(body) ? body : `# page(7) -- a page\n\n${body}`
}

function read(path: string): string {
  return readFileSync(new URL(path, root), 'utf8')
}
