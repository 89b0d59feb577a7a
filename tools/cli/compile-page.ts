import { VFile } from 'vfile'
import { compileMan, type Engine, type ManFile } from '../man/index.ts'
import { worstLevel } from '../message/index.ts'
import { readQuotedFile } from '../project/index.ts'
import {
  checkErrorEvidence,
  type Evidence,
  evidenceFor,
  type PageFacts,
  pageFacts,
  type QuotedFile,
  readEvidence,
  readSpec,
  type Spec,
  type Target,
} from '../spec/index.ts'
import { hashOf } from './hash-of.ts'
import { type KeptMessage, keepMessages } from './kept-messages.ts'

/** A page of a manual to compile, as plain data that a thread can be given. */
export interface PageTask {
  readonly kind: 'page'
  readonly path: string
  readonly text: string
  /** Text of its recorded outcomes. */
  readonly evidence?: string
  readonly root: string
  readonly targets: readonly Target[]
  readonly engine: Engine
  readonly version: string
  readonly license: string
  /** Whether the page is not compiled, since another one cannot be, and nothing will be written. */
  readonly isOnlyRead: boolean
}

/** What became of a page. */
export interface CompiledPage {
  /** Absent where the page cannot be parsed, or is not one of a manual. */
  readonly facts?: PageFacts
  /** None where it was refused, or only read. */
  readonly files: readonly ManFile[]
  /** Those of reading, then those of compiling. */
  readonly messages: readonly KeptMessage[]
  /** Number of messages of reading. */
  readonly readingCount: number
  /** Files that it quotes, with what was in them. */
  readonly quotes: Readonly<Record<string, string | null>>
  /** Whether it has an error; `messages` need not hold it where the page is one of a manual. */
  readonly refused?: 'read' | 'compiled'
}

/**
 * Read and compile one page of a manual.
 *
 * @param task
 *   Page, and what it is made from besides.
 * @returns
 *   What became of it.
 */
export function compilePage(task: PageTask): CompiledPage {
  const { root, path, targets, engine, version, license } = task
  const file = new VFile({ cwd: root, path, value: task.text })
  const quotes: Record<string, string | null> = {}
  const readFile = (name: string): QuotedFile => {
    const quoted = readQuotedFile(root, name)
    quotes[name] = 'problem' in quoted ? null : hashOf(quoted.text)
    return quoted
  }
  const spec = readSpec(file, { targets, readFile })
  const evidence = evidenceOf(task)
  const isRefused = !spec || evidence === null || hasGaps(spec, evidence)
  if (!isRefused) checkErrorEvidence(spec, evidence)
  const readingCount = file.messages.length
  const page = (members: Partial<CompiledPage>): CompiledPage => ({
    ...(spec && { facts: pageFacts(spec) }),
    files: [],
    messages: keepMessages(file),
    readingCount,
    quotes,
    ...members,
  })
  if (isRefused || worstLevel([file]) === 'error') return page({ refused: 'read' })
  if (task.isOnlyRead) return page({})
  const files = compileMan(spec, { targets, engine, version, license, evidence })
  return page(worstLevel([file]) === 'error' ? { refused: 'compiled' } : { files })
}

function hasGaps(spec: Spec, evidence: Evidence | undefined): boolean {
  const { missing, stale } = evidenceFor(spec, evidence)
  return missing.length + stale.length > 0
}

/** `null` where it cannot be read. */
function evidenceOf({ evidence }: PageTask): Evidence | undefined | null {
  if (evidence === undefined) return undefined
  try {
    return readEvidence(evidence, 'evidence')
  } catch {
    return null
  }
}
