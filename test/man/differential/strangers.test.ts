import { readFileSync, writeFileSync } from 'node:fs'
import { relative } from 'node:path'
import type { Root } from 'mdast'
import { beforeAll, describe, expect, it } from 'vitest'
import { compileRoff } from '../../../tools/man/index.ts'
import { isWriting } from '../../is-writing.ts'
import { describeWith, runTool } from '../find-tool.ts'
import { missingPiece } from '../losses/find-pieces.ts'
import { piecesOf } from '../losses/pieces.ts'
import { type Rendering, renderPages } from '../losses/render-pages.ts'
import { readStranger, strangerFiles } from './strangers.ts'

/** Compiled files, by a name that occurs in no page. */
const pages = new Map<
  string,
  { readonly path: string; readonly tree: Root; readonly text: string }
>()
const refused: string[] = []
const lossy: string[] = []

beforeAll(() => {
  for (const [index, path] of strangerFiles().entries()) {
    const { file, tree } = readStranger(path)
    try {
      const { text } = compileRoff(tree, file, { defaultDate: '2026-11-22' })
      if (file.messages.length === 0) pages.set(`qz${index}page`, { path, tree, text })
      else lossy.push(...file.messages.map(String))
    } catch (error) {
      if (file.messages.length === 0) throw error
      refused.push(String(file.messages.at(-1)))
    }
  }
}, 240_000)

describe('Markdown by other authors', () => {
  it('compiles without a loss, or is refused with a place', () => {
    const total = pages.size + refused.length
    process.stdout.write(
      `strangers: ${total} files, ${pages.size} compiled, ${refused.length} refused\n${refused.join('\n')}`,
    )
    expect(lossy).toEqual([])
    expect(refused.filter((message) => !/:\d+:\d+/.test(message))).toEqual([])
    expect(total).toBeGreaterThanOrEqual(300)
    expect(pages.size / total).toBeGreaterThan(0.95)
  })

  describeWith('mandoc', 'groff')('in mandoc and in groff', () => {
    let rendered: ReadonlyMap<string, Rendering> = new Map()
    const complaints = (of: (rendering: Rendering) => readonly string[]): string[] =>
      [...rendered].flatMap(([name, rendering]) =>
        of(rendering).map((line) => `${relative('.', pages.get(name)?.path ?? '')}: ${line}`),
      )

    beforeAll(() => {
      const named = [...pages].map(([name, { text }]): [string, string] => [
        name,
        text.replace(/^\.TH \S+ \S+/m, `.TH ${name} 7`),
      ])
      rendered = renderPages(new Map(named))
    }, 240_000)

    it('draws no warning from mandoc', () => {
      expect(complaints(({ lint }) => lint)).toEqual([])
    })

    it('draws no warning from groff, with all warnings on', () => {
      expect(complaints(({ warnings }) => warnings)).toEqual([])
    })

    it.each(['mandoc', 'groff'] as const)('loses nothing in %s, and keeps its order', (tool) => {
      const lost = [...pages].flatMap(([name, { path, tree }]) => {
        const piece = missingPiece(bodyPieces(tree), rendered.get(name)?.[tool] ?? '')
        return piece ? [`${relative('.', path)}: ${piece.kind} ${piece.value}`] : []
      })
      expect(lost).toEqual([])
    })
  })

  it('is counted in docs/internals/reports/strangers.md', () => {
    const path = new URL('../../../docs/internals/reports/strangers.md', import.meta.url)
    if (isWriting) writeFileSync(path, report())
    const [, files, compiled] =
      /(\d+) files.*?(\d+) compiled/s.exec(readFileSync(path, 'utf8')) ?? []
    // Machines differ in the packages that are installed.
    expect(Number(files) - Number(compiled)).toBe(refused.length)
  })
})

/** Omit a title such as `foo(1) -- what it is`, which the header splits. */
function bodyPieces(tree: Root): ReturnType<typeof piecesOf> {
  const [first, ...rest] = piecesOf(tree)
  if (!first) return []
  return first.kind === 'title' && /^\S+\([1-9]\)/.test(first.value) ? rest : [first, ...rest]
}

function report(): string {
  const counts = [...pages.values()].map(({ tree }) => piecesOf(tree))
  const count = (kind: string): number =>
    counts.flat().filter((piece) => piece.kind === kind).length
  const groff = /version (\S+)/.exec(runTool('groff', ['--version']).stdout)?.[1]
  return `# Markdown that others wrote

Written by \`npm run reports strangers\`; \`test/man/differential/strangers.test.ts\` holds what it says.

The Markdown files of the packages that a development install has, and of npm: ${pages.size + refused.length} files,
${pages.size} compiled, ${refused.length} refused with their place. Of those that compiled, mandoc and groff ${groff} each
show every run of text (${count('text')}), title (${count('title')}) and line of code (${count('code')}) in its order;
mandoc says nothing at warning level, and groff nothing with all of its warnings on. HTML stands in
the page as its author wrote it, but for comments; notes stand where the file has them, an image is
its text and its address.

Measured on 28 November 2026.
`
}
