import type { Place, Point } from '../../outcome/index.ts'
import type { Example, Page } from '../../page/index.ts'

/** An example as a file for the compiler. */
export interface ExampleModule {
  readonly page: Page
  readonly example: Example
  /** Path of no real file, beside the page, where relative imports start. */
  readonly path: string
  /** Code at its lines and columns in the page. */
  readonly text: string
}

/**
 * Make the module of an example.
 *
 * The extension `.mts` makes it an ES module whatever the package around it says; the `export`
 * makes it a module at all, since ts-morph 28 ignores `moduleDetection` (measured:
 * test/check/types/check-types.test.ts, "quiet on sound examples").
 */
export function makeModule(page: Page, index: number, root: string): ExampleModule | undefined {
  const example = page.examples[index]
  if (!example) return undefined
  const code = example.code.split('\n')
  let text = ''
  let last = 1
  for (const [row, { line, column }] of example.lines.entries()) {
    text += '\n'.repeat(line - last) + ' '.repeat(column - 1) + (code[row] ?? '')
    last = line
  }
  const path = page.file.path ?? `${page.names[0]}.${page.section}.md`
  const base = path.startsWith('/') ? path : `${root}/${path}`
  return { page, example, path: `${base}.${index}.mts`, text: `${text}\nexport {}\n` }
}

/** Convert a range of the module to one of the page. */
export function placeInPage({ example, text }: ExampleModule, start: number, end: number): Place {
  return { start: pointInPage(example, text, start), end: pointInPage(example, text, end) }
}

function pointInPage({ lines }: Example, text: string, offset: number): Point {
  const before = text.slice(0, offset)
  const line = before.split('\n').length
  const column = offset - before.lastIndexOf('\n')
  const start = lines.find((point) => point.line === line) ?? lines.at(-1)
  const first = start ?? { line, column, offset: 0 }
  if (first.line !== line) return first
  return { line, column, offset: first.offset + column - first.column }
}
