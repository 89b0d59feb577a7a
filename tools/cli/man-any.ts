import { resolve } from 'node:path'
import type { VFile } from 'vfile'
import type { HeaderOptions } from '../man/index.ts'
import { type AnySources, openAnySources } from './any-sources.ts'
import { areKept } from './are-kept.ts'
import { cachePath } from './cache-path.ts'
import { compileSlots, keptPaths, type Slot } from './compile-slots.ts'
import { defaultDay } from './default-day.ts'
import { exitCode, usageError } from './exit-code.ts'
import { hasErrors } from './has-errors.ts'
import type { Io } from './io.ts'
import { readPageCache, writePageCache } from './page-cache.ts'
import { plural } from './plural.ts'
import { printEnd } from './print-end.ts'
import { openPublication } from './publish.ts'
import { restoreFile } from './restore-file.ts'
import { type SecondPage, secondPages } from './second-pages.ts'
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
export async function manAny({ positionals, values, io }: Invocation): Promise<number> {
  const { out, as } = values
  if (positionals.length === 0) throw usageError('Unexpected end after `--any`, expected a file')
  if (positionals.length > 1 && (as !== undefined || out === undefined)) {
    throw usageError('Unexpected second file, expected `--out` without `--as`, or one file')
  }
  const options = { ...readName(as), defaultDate: defaultDay(io.env) }
  const names = [...new Set(positionals)]
  const sources = await openAnySources(names, options, io)
  return typeof out === 'string'
    ? writePages(names, sources, { io, out })
    : printPages(names, sources, io)
}

/** To standard output; nothing is kept, since nothing is there to hold it against. */
async function printPages(names: readonly string[], sources: AnySources, io: Io): Promise<number> {
  const slots = names.map((path): Slot => ({ path, page: undefined, isAsked: true, isKept: false }))
  const texts: string[] = []
  const isDone = await compileSlots(slots, {
    signal: io.signal,
    sink: { put: ({ text, link }) => void (link || texts.push(text)), end: () => undefined },
    task: ({ path }) => sources.read(path),
  })
  if (!isDone) return exitCode.interrupted
  const files = await filesOf(slots, sources)
  if (await hasErrors(files)) return refuse(files, io)
  if (files.length > 0) (await import('./print-messages.ts')).printMessages(files, io)
  for (const text of texts) io.stdout(text)
  return exitCode.clean
}

/** To a folder; what has not changed since it was written is not compiled again. */
async function writePages(
  names: readonly string[],
  sources: AnySources,
  { io, out }: { readonly io: Io; readonly out: string },
): Promise<number> {
  const folder = resolve(io.cwd, out)
  const cache = readPageCache(cachePath(io.cwd, 'any', '.jsonl'))
  const slots = names.map((path): Slot => {
    const page = cache.pages.get(sources.keyOf(path))
    const isKept = page !== undefined && areKept(page, io.cwd, { hashes: sources.hashes, folder })
    return { path, page: isKept ? page : undefined, isAsked: true, isKept }
  })
  using publication = openPublication()
  const sink = publication.open(folder)
  const isDone = await compileSlots(slots, {
    signal: io.signal,
    sink,
    task: ({ path }) => sources.read(path),
  })
  if (!isDone) return exitCode.interrupted
  const pages = slots.flatMap(({ page }) => page ?? [])
  if (slots.some(({ isKept }) => !isKept)) writePageCache(cache, { pages, sound: '' })
  sources.hashes.save(true)
  const files = await filesOf(slots, sources)
  if (await hasErrors(files)) return refuse(files, io)
  sink.end({ isOurs: () => false, whole: false, kept: keptPaths(slots) })
  const count = publication.commit()
  await printEnd(files, io, `${out}: ${plural(pages.length, 'page')}, ${count} changed`)
  return exitCode.clean
}

async function refuse(files: readonly VFile[], io: Io): Promise<number> {
  await printEnd(files, io, 'nothing written')
  return exitCode.findings
}

/** Files that have messages; so has one whose page would take the place of another one. */
function filesOf(slots: readonly Slot[], sources: AnySources): Promise<VFile[]> {
  const second = secondPages(slots)
  return Promise.all(
    slots.flatMap((slot) => {
      const messages = slot.page?.messages ?? []
      const taken = second.get(slot)
      if (messages.length === 0 && taken === undefined) return []
      return [fileOf(restoreFile(sources.fileOf(slot.path), messages), taken)]
    }),
  )
}

async function fileOf(restored: Promise<VFile>, taken: readonly SecondPage[] = []): Promise<VFile> {
  const file = await restored
  const { report } = await import('../message/index.ts')
  for (const { page, first } of taken) {
    const note = `The first one is ${first}; \`--as NAME(SECTION)\` names a page, in a run of its own`
    const start = { line: 1, column: 1 }
    report(file, 'page-duplicate', `Unexpected second page \`${page}\`, expected one`, start, {
      note,
    })
  }
  return file
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
