import type { Root } from 'mdast'
import remarkFrontmatter from 'remark-frontmatter'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { VFile } from 'vfile'
import type { Page } from '../../../tools/page/index.ts'
import { kernelVocabulary } from '../../../tools/subject.ts'

const processor = unified()
  .use(remarkParse)
  .use(remarkGfm, { singleTilde: false })
  .use(remarkFrontmatter)
  .freeze()

/** Parse Markdown without the rules of a page. */
export function parse(markdown: string): Root {
  return processor.parse(markdown)
}

/** Make a page without front matter, examples or rules. */
export function makePage(markdown: string, more: Partial<Page> = {}): Page {
  return {
    file: new VFile({ path: 'docs/page.7.md', value: markdown }),
    names: ['page'],
    section: '7',
    title: 'a page of tests',
    meta: { date: '2026-11-22', sources: [], examples: {} },
    tree: parse(markdown),
    sections: [],
    examples: [],
    vocabulary: kernelVocabulary,
    ...more,
  }
}
