import { VFile } from 'vfile'
import { compileRoff, type HeaderOptions, manPath, type RoffPage } from '../man/index.ts'
import { worstLevel } from '../message/index.ts'
import { parseTree } from '../spec/index.ts'
import type { CompiledPage } from './compile-page.ts'
import { keepMessages } from './kept-messages.ts'

/** Markdown that is no page of a manual, as plain data that a thread can be given. */
export interface AnyTask {
  readonly kind: 'any'
  /** Gives the default name. */
  readonly path: string
  readonly text: string
  readonly options: HeaderOptions
}

/**
 * Compile Markdown that is no page of a manual.
 *
 * @param task
 *   Markdown.
 * @returns
 *   What became of it, with every message.
 */
export function compileAny({ path, text, options }: AnyTask): CompiledPage {
  const file = new VFile({ path, value: text })
  const page = compileFile(file, options)
  const isRefused = worstLevel([file]) === 'error'
  return {
    files: page === undefined || isRefused ? [] : filesOf(page),
    messages: keepMessages(file),
    readingCount: file.messages.length,
    quotes: {},
    ...(isRefused && { refused: 'compiled' }),
  }
}

/** A refusal is a message on the file already. */
function compileFile(file: VFile, options: HeaderOptions): RoffPage | undefined {
  try {
    return compileRoff(parseTree(String(file)), file, options)
  } catch (error) {
    if (worstLevel([file]) === 'error') return undefined
    throw error
  }
}

function filesOf({ text, header }: RoffPage): CompiledPage['files'] {
  const [first = '', ...others] = header.names
  const path = manPath(first, header.section)
  const target = path.replace(/.*\//, '')
  const links = others.map((name) => ({
    path: manPath(name, header.section),
    text: target,
    link: true as const,
  }))
  return [{ path, text }, ...links]
}
