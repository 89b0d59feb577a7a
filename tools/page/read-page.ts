import type { Root } from 'mdast'
import type { VFile } from 'vfile'
import type { Target, Vocabulary } from '../outcome/index.ts'
import type { QuotedFile } from './examples/check-quote.ts'
import { readExamples } from './examples/read-examples.ts'
import { checkNodes } from './nodes/check-nodes.ts'
import { checkReferences } from './nodes/check-references.ts'
import type { Page } from './page.ts'
import { readMeta } from './read-meta.ts'
import { readSections } from './read-sections.ts'
import { readTitle } from './read-title.ts'
import { checkCharacters } from './text/check-characters.ts'
import { readPageText } from './text/page-text.ts'

/** Settings of the project for `readPage`. */
export interface ReadOptions {
  /** Targets of the configuration; pages can use their names and selectors. */
  readonly targets: readonly Target[]
  /** Reads a file that a page quotes; absent: quotes are not compared. */
  readonly readFile?: ((path: string, page: VFile) => QuotedFile) | undefined
  /** Words of the subject that the page is about. */
  readonly vocabulary: Vocabulary
}

/**
 * Read a page.
 *
 * @param tree
 *   Tree of the page, with offsets into its text.
 * @param file
 *   Page; its path gives the name that the title must have. Problems become messages on it.
 * @param options
 *   Targets, words, and how to read quoted files.
 * @returns
 *   Page, even if it has errors; `undefined` if its title cannot be read, because a page needs a
 *   name and a section.
 * @see manproof(1), "A page"; CommonMark 0.31; GitHub Flavored Markdown 0.29
 */
export function readPage(tree: Root, file: VFile, options: ReadOptions): Page | undefined {
  const page = readPageText(file)
  const { readFile, targets, vocabulary } = options
  const words = { ...vocabulary, targets }
  const meta = readMeta(page, tree, words)
  const title = readTitle(page, tree)
  const sections = readSections(page, tree)
  checkCharacters(page)
  checkNodes(page, tree)
  checkReferences(page, tree)
  const examples = readExamples({ page, words, defaults: meta.examples, readFile }, tree)
  if (!title) return undefined
  const names = [...new Set([...title.names, ...(meta.names ?? [])])]
  const { section, phrase } = title
  return { file, names, section, title: phrase, meta, tree, sections, examples, vocabulary }
}
