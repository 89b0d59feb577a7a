import type { Root } from 'mdast'
import { VFile } from 'vfile'
import { compileRoff, type RoffOptions } from '../../../tools/man/index.ts'
import { missingPiece } from '../losses/find-pieces.ts'
import { piecesOf, titleOf, titlesOf, withTitles } from '../losses/pieces.ts'
import { renderPages } from '../losses/render-pages.ts'
import { parse } from './make-page.ts'

/** Compiler of a tree to a manual page; a mutant is another one. */
export type Compile = (tree: Root, file: VFile) => string

/**
 * Options with which a title does not rename the page, which is found by its name, and without a
 * title NAME does not repeat the first sentence, which would hide its loss.
 */
export function optionsFor(tree: Root, file: VFile): RoffOptions {
  return {
    name: file.stem?.replace(/\.7$/, ''),
    section: '7',
    defaultDate: '2026-11-22',
    ...(titleOf(withTitles(tree, titlesOf(tree))) ? {} : { description: 'anything' }),
  }
}

/** Compile without a mutation. */
export const compileAsIs: Compile = (tree, file) =>
  compileRoff(tree, file, optionsFor(tree, file)).text

/**
 * List the faults of each of many pages: text that a program does not show, or not in its order,
 * complaints and messages.
 */
export function judgePages(
  documents: readonly string[],
  compile: Compile = compileAsIs,
): string[][] {
  const trees = documents.map(parse)
  const said = new Map<string, readonly string[]>()
  const roffs = new Map(
    trees.map((tree, index): [string, string] => {
      const name = `qz${index}page`
      const file = new VFile({ path: `${name}.7.md`, value: documents[index] ?? '' })
      try {
        return [name, compile(tree, file)]
      } catch (error) {
        said.set(name, [String(error)])
        return [name, '']
      } finally {
        said.set(name, [...(said.get(name) ?? []), ...file.messages.map(String)])
      }
    }),
  )
  const rendered = renderPages(roffs)
  return trees.map((tree, index) => {
    const name = `qz${index}page`
    const pieces = piecesOf(tree)
    const { mandoc = '', groff = '', lint = [] } = rendered.get(name) ?? {}
    const faults = Object.entries({ mandoc, groff }).flatMap(([tool, text]) => {
      const piece = missingPiece(pieces, text)
      return piece ? [`${tool} without the ${piece.kind} ${JSON.stringify(piece.value)}`] : []
    })
    return [...(said.get(name) ?? []), ...faults, ...lint]
  })
}
