import {
  lstat,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  rename,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { systemError } from './exit-code.ts'
import { makeFolder } from './make-folder.ts'

/** A generated file; its path is relative to the folder of the output. */
export interface OutputFile extends Content {
  readonly path: string
}

/** What is in a file, or where a symbolic link leads. */
export interface Content {
  readonly text: string
  readonly link?: true
}

/** Everything that one compiler generates. */
export interface Output {
  readonly folder: string
  readonly files: readonly OutputFile[]
  /** Paths of further generated files, which are known to be on disk as they should be. */
  readonly kept?: readonly string[]
  /** Whether a file found there was generated, so that it goes when it is no longer generated. */
  isOurs(path: string, content: Content): boolean
  /** Whether `files` is all that there should be; false where only some pages were asked for. */
  readonly whole: boolean
}

/** What publishing would change, or has changed. */
export interface Change {
  readonly path: string
  /** `undefined`: the file is new. */
  readonly before: Content | undefined
  /** `undefined`: the file goes. */
  readonly after: Content | undefined
}

/**
 * Compare an output with what is on disk.
 *
 * @param output
 *   Generated files.
 * @returns
 *   Files that differ, are missing, or are left over; in the order of their paths.
 */
export async function changesOf(output: Output): Promise<Change[]> {
  const wanted = new Map(output.files.map((file) => [file.path, file]))
  const changes: Change[] = []
  for (const [path, after] of wanted) {
    const before = await readContent(join(output.folder, path))
    if (before?.text !== after.text || before.link !== after.link)
      changes.push({ path, before, after })
  }
  if (output.whole) {
    const kept = new Set(output.kept)
    for (const path of await listFiles(output.folder)) {
      if (wanted.has(path) || kept.has(path)) continue
      const before = await readContent(join(output.folder, path))
      if (before && output.isOurs(path, before)) changes.push({ path, before, after: undefined })
    }
  }
  return changes.sort((a, b) => (a.path < b.path ? -1 : 1))
}

/**
 * Write outputs, all of them or none.
 *
 * New text goes to a temporary folder beside its destination, then every file is renamed into
 * place; when anything fails on the way, what was there before is put back.
 *
 * @param outputs
 *   Generated files of each compiler.
 * @returns
 *   Number of files that were written or removed.
 * @throws {CliError} exit 3
 *   Where a folder or a file cannot be written.
 */
export async function publish(outputs: readonly Output[]): Promise<number> {
  const undo: (() => Promise<void>)[] = []
  const stages: string[] = []
  let count = 0
  try {
    const staged: { output: Output; stage: string; changes: Change[] }[] = []
    for (const output of outputs) {
      const changes = await changesOf(output)
      if (changes.length === 0) continue
      const stage = await openStage(output.folder)
      stages.push(stage)
      await writeStage(stage, changes)
      staged.push({ output, stage, changes })
    }
    for (const { output, stage, changes } of staged) {
      for (const change of changes) await replace(output.folder, stage, change, undo)
      count += changes.length
    }
  } catch (error) {
    for (const back of undo.reverse()) await back()
    throw writeFailure(error)
  } finally {
    await Promise.all(stages.map((stage) => rm(stage, { recursive: true, force: true })))
  }
  return count
}

async function openStage(folder: string): Promise<string> {
  await makeFolder(folder)
  return mkdtemp(join(folder, '.manproof-'))
}

async function writeStage(stage: string, changes: readonly Change[]): Promise<void> {
  for (const { path, after } of changes) {
    if (after === undefined) continue
    const staged = join(stage, 'new', path)
    await makeFolder(dirname(staged))
    if (after.link) await symlink(after.text, staged)
    else await writeFile(staged, after.text)
  }
}

async function replace(
  folder: string,
  stage: string,
  change: Change,
  undo: (() => Promise<void>)[],
): Promise<void> {
  const place = join(folder, change.path)
  const old = join(stage, 'old', change.path)
  await makeFolder(dirname(place))
  if (change.before !== undefined) {
    await makeFolder(dirname(old))
    await rename(place, old)
    undo.push(() => rename(old, place))
  }
  if (change.after !== undefined) {
    await rename(join(stage, 'new', change.path), place)
    undo.push(() => rm(place, { force: true }))
  }
}

function writeFailure(error: unknown): unknown {
  const { code, path } = error as NodeJS.ErrnoException
  if (code === undefined) return error
  return systemError(`Cannot write \`${path ?? 'the output'}\``, error)
}

async function readContent(path: string): Promise<Content | undefined> {
  try {
    const isLink = (await lstat(path)).isSymbolicLink()
    if (isLink) return { text: await readlink(path), link: true }
    return { text: await readFile(path, 'utf8') }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
    throw systemError(`Cannot read \`${path}\``, error)
  }
}

async function listFiles(folder: string, prefix = ''): Promise<string[]> {
  const entries = await readdir(join(folder, prefix), { withFileTypes: true }).catch(() => [])
  const lists = await Promise.all(
    entries.map((entry) => {
      const path = prefix === '' ? entry.name : `${prefix}/${entry.name}`
      if (entry.name.startsWith('.manproof-')) return []
      if (entry.isDirectory()) return listFiles(folder, path)
      return entry.isFile() || entry.isSymbolicLink() ? [path] : []
    }),
  )
  return lists.flat()
}
