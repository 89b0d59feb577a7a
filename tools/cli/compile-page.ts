import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { VFile } from 'vfile'
import { compileMan, type ManFile } from '../man/index.ts'
import { worstLevel } from '../message/index.ts'
import {
  checkErrorEvidence,
  evidenceFor,
  type PageFacts,
  pageFacts,
  readEvidence,
  readSpec,
  type Target,
} from '../spec/index.ts'
import { hashOf } from './hash-of.ts'
import { type KeptMessage, keepMessages } from './kept-messages.ts'

/** A page to compile, as plain data that a thread can be given. */
export interface PageTask {
  readonly path: string
  readonly text: string
  /** Text of its recorded outcomes. */
  readonly evidence?: string
  readonly root: string
  readonly targets: readonly Target[]
  readonly version: string
}

/** A page that has no errors, compiled. */
export interface CompiledPage {
  readonly facts: PageFacts
  readonly files: readonly ManFile[]
  /** Warnings, those of reading before those of compiling. */
  readonly messages: readonly KeptMessage[]
  /** Files that it quotes, with what was in them. */
  readonly quotes: Readonly<Record<string, string | null>>
}

/**
 * Read and compile one page.
 *
 * @param task
 *   Page, and what it is made from besides.
 * @returns
 *   The page; `undefined` where it has an error, which takes the whole manual to explain.
 */
export function compilePage(task: PageTask): CompiledPage | undefined {
  const { root, path, targets, version } = task
  const file = new VFile({ cwd: root, path, value: task.text })
  const quotes: Record<string, string | null> = {}
  const readFile = (name: string): string | undefined => {
    const text = readQuote(root, name)
    quotes[name] = text === undefined ? null : hashOf(text)
    return text
  }
  const spec = readSpec(file, { targets, readFile })
  const evidence = evidenceOf(task)
  if (!spec || evidence === null || worstLevel([file]) === 'error') return undefined
  const gaps = evidenceFor(spec, evidence)
  if (gaps.missing.length + gaps.stale.length > 0) return undefined
  checkErrorEvidence(spec, evidence)
  const files = compileMan(spec, { targets, version, evidence })
  if (worstLevel([file]) === 'error') return undefined
  return { facts: pageFacts(spec), files, messages: keepMessages(file), quotes }
}

function readQuote(root: string, name: string): string | undefined {
  try {
    return readFileSync(resolve(root, name), 'utf8')
  } catch {
    return undefined
  }
}

function evidenceOf({ evidence }: PageTask): ReturnType<typeof readEvidence> | undefined | null {
  if (evidence === undefined) return undefined
  try {
    return readEvidence(evidence, 'evidence')
  } catch {
    return null
  }
}
