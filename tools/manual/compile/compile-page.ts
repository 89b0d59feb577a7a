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

/** Options of the compiler of a manual: plain data, except for the plugins. */
export interface PageCompilerOptions {
  readonly root: string
  readonly targets: readonly Target[]
  readonly engine: Engine
  readonly version: string
  readonly license: string
  readonly remarkPlugins: PluggableList
}

export interface PageSource {
  readonly path: string
  readonly text: string
  /** Text of the evidence file. */
  readonly evidence?: string
}

/** A compiled page, as plain data for the cache. */
export interface CompiledPage {
  /** Absent if the page cannot be parsed, or does not belong to a manual. */
  readonly facts?: PageFacts
  /** Empty if the page has an error. */
  readonly files: readonly ManFile[]
  readonly messages: readonly KeptMessage[]
  /** Names of the runnable examples. */
  readonly runnable?: readonly string[]
  /** Whether its evidence does not parse, or has unknown examples. */
  readonly isEvidenceFaulty?: true
  /** Files that it quotes, with hashes of their contents; `null`: unreadable. */
  readonly quotes: Readonly<Record<string, string | null>>
}

export type PageCompiler = (source: PageSource) => Promise<CompiledPage>

/** Make the compiler of the pages of a manual. */
export function pageCompiler(options: PageCompilerOptions): PageCompiler {
  const { root, remarkPlugins, ...about } = options
  const reader = toPage({ targets: about.targets, readFile: quoteReader(root) }, remarkPlugins)
  const roff = toRoff(about)
  return async ({ path, text, evidence }) => {
    const file = new VFile({ cwd: root, path, value: text })
    const tree = await unlessReported(file, async () => reader.run(reader.parse(file), file))
    const { page, quotes = {} } = file.data
    const done = (members: Partial<CompiledPage>): CompiledPage => ({
      ...(page && { facts: pageFacts(page), runnable: runnableNames(page) }),
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
    if (read && page && strayNames(read, runnableNames(page)).length > 0) {
      return done({ isEvidenceFaulty: true })
    }
    if (!page || !tree || worstLevel([file]) === 'error') return done({})
    return done({ files: await compileFiles(roff, tree, file) })
  }
}

/** Make the compiler of Markdown that does not belong to a manual. */
export function anyCompiler(options: HeaderOptions): PageCompiler {
  const roff = anyToRoff(options)
  return async ({ path, text }) => {
    const file = new VFile({ path, value: text })
    const files = await compileFiles(roff, roff.parse(file), file)
    return { files, messages: keepMessages(file), quotes: {} }
  }
}

/** Compile a page to files; none if it has an error, even a thrown one. */
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
