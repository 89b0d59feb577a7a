import { basename } from 'node:path'
import type { Root } from 'mdast'
import type { PluggableList } from 'unified'
import { VFile } from 'vfile'
import { readEvidence, runnableNames, strayNames } from '../../evidence/index.ts'
import { type Engine, type HeaderOptions, type ManFile, manFiles } from '../../man/index.ts'
import { unlessReported, worstLevel } from '../../message/index.ts'
import type { Target } from '../../outcome/index.ts'
import { type PageFacts, pageFacts } from '../../page/index.ts'
import { anyToRoff, toPage, toRoff } from '../../pipeline.ts'
import { quoteReader } from '../read-quote.ts'
import { type KeptMessage, keepMessages } from './kept-messages.ts'

/** How to compile the pages of a manual, as plain data but for the plugins. */
export interface PageCompilerOptions {
  readonly root: string
  readonly targets: readonly Target[]
  readonly engine: Engine
  readonly version: string
  readonly license: string
  readonly remarkPlugins: PluggableList
}

/** Markdown to compile. */
export interface PageSource {
  readonly path: string
  readonly text: string
  /** Text of what is recorded of the page. */
  readonly evidence?: string
}

/** What became of a page, as plain data that can be kept. */
export interface CompiledPage {
  /** Absent where the page cannot be parsed, or is not one of a manual. */
  readonly facts?: PageFacts
  /** None where it has an error. */
  readonly files: readonly ManFile[]
  readonly messages: readonly KeptMessage[]
  /** Names of the examples that run. */
  readonly runnable?: readonly string[]
  /** Whether what is recorded of it cannot be read, or is of examples that it does not have. */
  readonly isEvidenceFaulty?: true
  /** Files that it quotes, with the hash of what was in them; `null`: nothing could be read. */
  readonly quotes: Readonly<Record<string, string | null>>
}

/** Compiles one page. */
export type PageCompiler = (source: PageSource) => Promise<CompiledPage>

/**
 * Make the compiler of the pages of a manual.
 *
 * @param options
 *   What a page is compiled with besides its text and its evidence.
 * @returns
 *   Compiler; what is wrong with a page is among its messages.
 */
export function pageCompiler(options: PageCompilerOptions): PageCompiler {
  const { root, remarkPlugins, ...about } = options
  const page = toPage({ targets: about.targets, readFile: quoteReader(root) }, remarkPlugins)
  const roff = toRoff(about)
  return async ({ path, text, evidence }) => {
    const file = new VFile({ cwd: root, path, value: text })
    const tree = await unlessReported(file, async () => page.run(page.parse(file), file))
    const { page: spec, quotes = {} } = file.data
    const done = (members: Partial<CompiledPage>): CompiledPage => ({
      ...(spec && { facts: pageFacts(spec), runnable: runnableNames(spec) }),
      files: [],
      messages: keepMessages(file),
      quotes,
      ...members,
    })
    if (evidence !== undefined) {
      try {
        file.data.evidence = readEvidence(evidence, `${basename(path, '.md')}.json`)
      } catch {
        return done({ isEvidenceFaulty: true })
      }
    }
    const { evidence: read } = file.data
    if (read && spec && strayNames(read, runnableNames(spec)).length > 0) {
      return done({ isEvidenceFaulty: true })
    }
    if (!spec || !tree || worstLevel([file]) === 'error') return done({})
    return done({ files: await compileFiles(roff, tree, file) })
  }
}

/**
 * Make the compiler of Markdown that belongs to no manual.
 *
 * @param options
 *   What is known of its header.
 * @returns
 *   Compiler; what is wrong is among the messages.
 */
export function anyCompiler(options: HeaderOptions): PageCompiler {
  const roff = anyToRoff(options)
  return async ({ path, text }) => {
    const file = new VFile({ path, value: text })
    const files = await compileFiles(roff, roff.parse(file), file)
    return { files, messages: keepMessages(file), quotes: {} }
  }
}

/** Files of a page; none where it has an error, which may have been thrown. */
async function compileFiles(
  processor: ReturnType<typeof toRoff> | ReturnType<typeof anyToRoff>,
  tree: Root,
  file: VFile,
): Promise<readonly ManFile[]> {
  try {
    const body = await processor.run(tree, file)
    if (worstLevel([file]) === 'error') return []
    const text = processor.stringify(body, file)
    const { header } = file.data
    return header === undefined || worstLevel([file]) === 'error' ? [] : manFiles(header, text)
  } catch (error) {
    if (worstLevel([file]) === 'error') return []
    throw error
  }
}
