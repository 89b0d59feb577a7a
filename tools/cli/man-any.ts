import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { VFile } from 'vfile'
import { compileRoff, type HeaderOptions, manPath, type RoffPage } from '../man/index.ts'
import { worstLevel } from '../message/index.ts'
import { parseTree } from '../spec/index.ts'
import { defaultDay } from './default-day.ts'
import { exitCode, systemError, usageError } from './exit-code.ts'
import type { Io } from './io.ts'
import { plural, printCounts } from './print-counts.ts'
import { printMessages } from './print-messages.ts'
import { publish } from './publish.ts'
import type { Invocation } from './verbs.ts'

/**
 * Compile Markdown that is no page of a manual, by `manproof man --any`.
 *
 * @param invocation
 *   Files; `--out` and `--as`.
 * @returns
 *   Exit code: 1 where a page was refused or would lose a word; nothing is written then.
 * @throws {CliError} exit 2
 *   Without files, or with several that have no folder or one name to go to.
 */
export async function compileAny({ positionals, values, io }: Invocation): Promise<number> {
  const { out, as } = values
  if (positionals.length === 0) throw usageError('Unexpected end after `--any`, expected a file')
  if (positionals.length > 1 && (as !== undefined || out === undefined)) {
    throw usageError('Unexpected second file, expected `--out` without `--as`, or one file')
  }
  const options = { ...readName(as), defaultDate: defaultDay(io.env) }
  const files = await Promise.all(positionals.map((path) => readAny(path, io)))
  const pages = files.map((file) => compileFile(file, options))
  printMessages(files, io)
  if (worstLevel(files) === 'error') {
    printCounts(files, io, 'nothing written')
    return exitCode.findings
  }
  const compiled = pages.flatMap((page) => page ?? [])
  if (typeof out !== 'string') {
    for (const { text } of compiled) io.stdout(text)
    return exitCode.clean
  }
  const count = await publish([
    {
      folder: resolve(io.cwd, out),
      files: compiled.flatMap(filesOf),
      isOurs: () => false,
      whole: false,
    },
  ])
  printCounts(files, io, `${out}: ${plural(compiled.length, 'page')}, ${count} changed`)
  return exitCode.clean
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

function filesOf({ text, header }: RoffPage): { path: string; text: string; link?: true }[] {
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

async function readAny(path: string, io: Io): Promise<VFile> {
  if (path === '-') return new VFile({ path: 'stdin.md', value: await io.stdin() })
  try {
    return new VFile({ cwd: io.cwd, path, value: readFileSync(resolve(io.cwd, path), 'utf8') })
  } catch (error) {
    throw systemError(`Cannot read \`${path}\``, error)
  }
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
