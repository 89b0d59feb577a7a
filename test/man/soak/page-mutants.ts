import type { Nodes, Root } from 'mdast'
import { toString as plainText } from 'mdast-util-to-string'
import type { VFile } from 'vfile'
import { compileRoff, type RoffHandlers } from '../../../tools/man/index.ts'
import { compileAsIs, optionsFor } from './judge-pages.ts'

interface Mutant {
  readonly name: string
  /** Compile a page with the defect, if it has a place for it. */
  compile(tree: Root, file: VFile): { readonly text: string; readonly isChanged: boolean }
}

/** Make a defect of the compiled page. */
function inRoff(name: string, change: (body: string) => string): Mutant {
  return {
    name,
    compile: (tree, file) => {
      const sound = compileAsIs(tree, file)
      const at = sound.indexOf('.SH DESCRIPTION')
      const text = sound.slice(0, at) + change(sound.slice(at))
      return { text, isChanged: text !== sound }
    },
  }
}

/** Make a defect of a handler. */
function inHandler(name: string, type: string, change: (node: Nodes) => Nodes): Mutant {
  const handlers: RoffHandlers = { [type]: (node) => [change(node as Nodes)] }
  return {
    name,
    compile: (tree, file) => {
      const { text } = compileRoff(tree, file, { ...optionsFor(tree, file), handlers })
      return { text, isChanged: text !== compileAsIs(tree, file) }
    },
  }
}

/** Lines of text and code, not requests or tables. */
const textLine = /^(?![.'@]|\\"|T[{}])(?!.*@).+$/gm

function changeText(body: string, change: (line: string) => string): string {
  let isDone = false
  return body.replace(textLine, (line) => {
    if (isDone) return line
    const changed = change(line)
    isDone = changed !== line
    return changed
  })
}

/** Defects of a compiler, each of which the check of pages must notice. */
export const mutants: readonly Mutant[] = [
  inRoff('a word is dropped', (body) => changeText(body, (line) => line.replace(/\bu\d+z\b/, ''))),
  inRoff('two words are swapped', (body) =>
    changeText(body, (line) => line.replace(/(?<=^| )(u\d+z) ([\w.,]+)(?=$| )/, '$2 $1')),
  ),
  inRoff('a leading full stop or apostrophe is not guarded', (body) =>
    body.replace(/^\\&(?=\.|\\\[aq\])/gm, '').replace(/^\\\[aq\]/gm, "'"),
  ),
  inRoff('a minus is printed as a hyphen', (body) => body.replace(/(?<=[^a-z])\\-/g, '-')),
  inRoff('a backslash is not escaped', (body) => body.replaceAll('\\[rs]', '\\')),
  inRoff('a letter after a dash is lost', (body) => body.replace(/\\-\w/g, '\\-')),
  inRoff('a line of code is lost', (body) =>
    body.replace(/^(\.EX\n)(?!\.EE).*\bu\d+z\b.*\n/m, '$1'),
  ),
  // If only empty lines followed a line, that would not be a defect.
  inRoff('lines of code are filled', (body) =>
    body.replace(
      /^\.EX\n(.*\bu\d+z\b.*\n(?:\\&\n)*(?!\.EE|\\&\n)\S.*\n(?:(?!\.EE).*\n)*)\.EE\n/gm,
      '$1',
    ),
  ),
  inRoff('a heading is lost', (body) => body.replace(/^\.SS .*\n/m, '.P\n')),
  inRoff('a request is unknown', (body) => body.replace(/^\.P$/m, '.so /nonexistent/page')),
  inHandler('the last cell of each row is dropped', 'table', (node) => {
    if (node.type !== 'table') return node
    const children = node.children.map((row) => ({ ...row, children: row.children.slice(0, -1) }))
    return { ...node, children }
  }),
  inHandler('code in text is emptied', 'inlineCode', (node) => ({ ...node, value: '' }) as Nodes),
  inHandler('blocks of a quotation are reversed', 'blockquote', (node) => {
    if (node.type !== 'blockquote') return node
    return { ...node, children: node.children.toReversed() }
  }),
  inHandler('items of a list after the first are lost', 'list', (node) => {
    if (node.type !== 'list') return node
    const [first, ...rest] = node.children
    const isSeen = rest.some((item) => /\bu\d+z\b/.test(plainText(item)))
    return first && isSeen ? { ...node, children: [first] } : node
  }),
]
