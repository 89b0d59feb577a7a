/**
 * Unified processors from Markdown to roff and to HTML.
 *
 * Plugins communicate by `file.data`: the `page`, its `evidence`, and the `header` of the output.
 */
import type { Root as HastRoot } from 'hast'
import type { Root } from 'mdast'
import remarkFrontmatter from 'remark-frontmatter'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import remarkRehype from 'remark-rehype'
import { type PluggableList, type Processor, unified } from 'unified'
import type { DataMap } from 'vfile'
import { presetStyle } from './check/style/index.ts'
import { remarkEvidence } from './evidence/index.ts'
import { type OutcomeOptions, type RoffOptions, remarkOutcomes, remarkRoff } from './man/index.ts'
import { remarkPage, remarkSource } from './page/index.ts'
import { guardParser, guardPlugins } from './plugins/index.ts'
import { rehypeReferences, siteHandlers } from './site/body/index.ts'
import { type ReadOptions, withVocabulary } from './subject.ts'

/** Built-in plugins, whose options a configuration can set. */
const own: ReadonlySet<unknown> = new Set([remarkParse, remarkFrontmatter, remarkGfm, remarkRehype])

/** What our plugins leave on a file for each other. */
const data = ['page', 'quotes', 'evidence', 'header', 'sheet'] as const satisfies (keyof DataMap)[]

/** CommonMark with GitHub's extensions, YAML front matter and a project's plugins to a tree. */
export const markdown = (plugins: PluggableList = []): Processor<Root, Root, Root> =>
  unified()
    .use(remarkParse)
    .use(remarkFrontmatter, ['yaml'])
    .use(remarkGfm, { singleTilde: false })
    .use(remarkSource)
    .use(guardPlugins(plugins, { list: 'remarkPlugins', own, data }))
    .use(plugins.length > 0 ? [[guardParser, 'remarkPlugins']] : [])

/** Markdown of a manual to a tree, with the page in `file.data`. */
export const toPage = (
  options: ReadOptions,
  plugins?: PluggableList,
): Processor<Root, Root, Root> =>
  markdown(plugins).use(remarkPage, withVocabulary(options)).freeze()

/** Options of `toRoff`; others are ignored. */
type ToRoffOptions = OutcomeOptions & Pick<RoffOptions, 'engine' | 'license' | 'version'>

/** The tree of a page, with its evidence, to roff. */
export const toRoff = ({
  targets,
  engine,
  license,
  version,
}: ToRoffOptions): Processor<undefined, Root, Root, Root, string> =>
  unified()
    .use(remarkEvidence, { targets })
    .use(remarkOutcomes, { targets })
    .use(remarkRoff, { engine, license, version })
    .freeze()

/** The tree of a page, with its evidence, to the body of an HTML document. */
export const toHtml = (
  { targets }: OutcomeOptions,
  plugins: PluggableList = [],
): Processor<undefined, Root, HastRoot> =>
  unified()
    .use(remarkEvidence, { targets })
    .use(remarkRehype, { handlers: siteHandlers })
    .use(rehypeReferences)
    .use(guardPlugins(plugins, { list: 'rehypePlugins', own, kind: 'hast', data }))
    .freeze()

/** Markdown that does not belong to a manual, to roff. */
export const anyToRoff = (options: RoffOptions): Processor<Root, Root, Root, Root, string> =>
  markdown().use(remarkRoff, options).freeze()

/** Style rules for the tree of a page. */
export const checkStyle: Processor = unified().use(presetStyle).freeze()
