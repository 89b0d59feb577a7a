/**
 * The way of a page, from Markdown to roff and to HTML: one processor of unified for each stretch.
 *
 * What the plugins hand on stands in `file.data`: the `page`, the `evidence` recorded of it, the
 * `header` of what it compiles to.
 */
import type { Root as HastRoot } from 'hast'
import type { Root } from 'mdast'
import remarkFrontmatter from 'remark-frontmatter'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import remarkRehype from 'remark-rehype'
import { type PluggableList, type Processor, unified } from 'unified'
import { presetStyle } from './check/style/index.ts'
import { remarkEvidence } from './evidence/index.ts'
import { type OutcomeOptions, type RoffOptions, remarkOutcomes, remarkRoff } from './man/index.ts'
import { remarkPage, remarkSource } from './page/index.ts'
import { guardParser, guardPlugins } from './plugins/index.ts'
import { rehypeReferences, siteHandlers } from './site/body/index.ts'
import { type ReadOptions, withVocabulary } from './subject.ts'

/** Plugins that a configuration can give options: they are here already. */
const own: ReadonlySet<unknown> = new Set([remarkParse, remarkFrontmatter, remarkGfm, remarkRehype])

/** Markdown to a tree: CommonMark, GitHub's extensions, YAML front matter, and a project's plugins. */
export const markdown = (plugins: PluggableList = []): Processor<Root, Root, Root> =>
  unified()
    .use(remarkParse)
    .use(remarkFrontmatter, ['yaml'])
    .use(remarkGfm, { singleTilde: false })
    .use(remarkSource)
    .use(guardPlugins(plugins, { list: 'remarkPlugins', own }))
    .use(plugins.length > 0 ? [[guardParser, 'remarkPlugins']] : [])

/** Markdown to the tree of a page of a manual, and to the page as data. */
export const toPage = (
  options: ReadOptions,
  plugins?: PluggableList,
): Processor<Root, Root, Root> =>
  markdown(plugins).use(remarkPage, withVocabulary(options)).freeze()

/** The tree of a page, with what is recorded of it, to roff. */
export const toRoff = (
  options: OutcomeOptions & RoffOptions,
): Processor<undefined, Root, Root, Root, string> =>
  unified()
    .use(remarkEvidence, options)
    .use(remarkOutcomes, options)
    .use(remarkRoff, options)
    .freeze()

/** The tree of a page, with what is recorded of it, to the body of its document in HTML. */
export const toHtml = (
  options: OutcomeOptions,
  plugins: PluggableList = [],
): Processor<undefined, Root, HastRoot> =>
  unified()
    .use(remarkEvidence, options)
    .use(remarkRehype, { handlers: siteHandlers })
    .use(rehypeReferences)
    .use(guardPlugins(plugins, { list: 'rehypePlugins', own }))
    .freeze()

/** Markdown that belongs to no manual, to roff. */
export const anyToRoff = (options: RoffOptions): Processor<Root, Root, Root, Root, string> =>
  markdown().use(remarkRoff, options).freeze()

/** The rules of style over the tree of a page. */
export const checkStyle: Processor = unified().use(presetStyle).freeze()
