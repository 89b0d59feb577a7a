import { resolve } from 'node:path'
import type { VFile } from 'vfile'
import type { HeaderOptions } from '../../man/index.ts'
import { anyFolder, compileAny, defaultDay } from '../../manual/index.ts'
import { exitCode, usageError, worstLevel } from '../../message/index.ts'
import { publish } from '../../publish/index.ts'
import { plural } from '../../words/index.ts'
import type { Io } from '../io.ts'
import { printEnd } from '../print/print-end.ts'
import { printMessages } from '../print/print-messages.ts'
import type { Invocation } from '../verb.ts'

/**
 * Compile Markdown that belongs to no manual, by `manproof man --any`.
 *
 * @param invocation
 *   Files; `--out` and `--as`.
 * @returns
 *   Exit code: 1 where a page was refused or would lose a word; nothing is written then.
 * @throws {CliError} exit 2
 *   Without files, or with several that have no folder or one name to go to.
 */
export async function manAny({ positionals, values, io }: Invocation): Promise<number> {
  const { out, as } = values
  if (positionals.length === 0) throw usageError('Unexpected end after `--any`, expected a file')
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
  const [, name, section] =
    /^([\w.+:-]+)(?:\(([1-9][a-z0-9]*)\)|\.([1-9][a-z0-9]*))$/.exec(value) ?? []
  if (name === undefined) {
    throw usageError(`Unexpected value \`${value}\` of \`--as\`, expected \`NAME(SECTION)\``)
  }
  return { name, section: section ?? value.slice(name.length + 1) }
}
