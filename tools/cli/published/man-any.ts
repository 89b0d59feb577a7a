import { resolve } from 'node:path'
import type { VFile } from 'vfile'
import type { HeaderOptions } from '../../man/index.ts'
import { anyFolder, compileAny, defaultDay } from '../../manual/index.ts'
import { exitCode, usageError, worstLevel } from '../../message/index.ts'
import { publish } from '../../publish/index.ts'
import { pageName, pageSection, plural } from '../../words/index.ts'
import type { Io } from '../io.ts'
import { printEnd } from '../print/print-end.ts'
import { printMessages } from '../print/print-messages.ts'
import type { Invocation } from '../verb.ts'

/**
 * Run `manproof man --any`. If a page has an error, nothing is written.
 *
 * @throws {CliError} exit 2
 *   If there is no file, or several files with one name or without a folder to write to.
 */
export async function manAny({ positionals, values, io }: Invocation): Promise<number> {
  const { out, as } = values
  if (positionals.length === 0) throw usageError('Missing file after `--any`')
  if (positionals.length > 1 && (as !== undefined || out === undefined)) {
    throw usageError('Unexpected second file, expected `--out` without `--as`, or one file')
  }
  const { cwd, signal } = io
  const names = [...new Set(positionals)]
  const options = { ...readName(as), defaultDate: defaultDay(io.env) }
  const stdin = names.includes('-') ? await io.stdin() : undefined
  const compiled = await compileAny({ names, cwd, stdin, options, signal })
  if (compiled === undefined) return exitCode.interrupted
  const { pages, files } = compiled
  if (worstLevel(files) === 'error') return refuse(files, io)
  if (typeof out !== 'string') {
    printMessages(files, io)
    for (const { text, link } of pages.flat()) if (!link) io.data(text)
    return exitCode.clean
  }
  const count = publish([{ ...anyFolder(resolve(cwd, out)), files: pages.flat(), whole: false }])
  printEnd(files, io, `${out}: ${plural(pages.length, 'page')}, ${count} changed`)
  return exitCode.clean
}

function refuse(files: readonly VFile[], io: Io): number {
  printEnd(files, io, 'nothing written')
  return exitCode.findings
}

function readName(value: unknown): HeaderOptions {
  if (typeof value !== 'string') return {}
  const form = String.raw`^(${pageName})(?:\((${pageSection})\)|\.(${pageSection}))$`
  const [, name, ...sections] = new RegExp(form).exec(value) ?? []
  if (name === undefined) {
    throw usageError(`Unexpected value \`${value}\` of \`--as\`, expected \`NAME(SECTION)\``)
  }
  return { name, section: sections.join('') }
}
