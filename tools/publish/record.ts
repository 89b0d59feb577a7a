import { lstatSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type CliError, systemError, usageError } from '../message/index.ts'

/**
 * Files that earlier runs wrote to a folder: their seals by path.
 *
 * A path has several seals during a run, and after a merge that keeps both sides.
 */
export type OutputRecord = ReadonlyMap<string, ReadonlySet<string>>

/** Prefix of all names that manproof reserves in a folder. */
export const reserved = '.manproof'

const head = '# What manproof wrote here, and may replace or remove while it is exactly this.'
const line = /^(?<path>\S.*) (?<seal>(?:file|link) [0-9a-f]{64})$/

/**
 * Read the record of a folder.
 *
 * @param folder
 *   Folder of the outputs.
 * @param name
 *   Name of the record.
 * @returns
 *   Record; empty if there is none.
 * @throws {CliError}
 *   If it is not in the form that manproof writes.
 */
export function readRecord(folder: string, name: string): OutputRecord {
  const file = join(folder, name)
  const record = new Map<string, Set<string>>()
  const text = textOf(file)
  if (text === undefined) return record
  const lines = text.split('\n')
  if (lines.pop() !== '') throw damaged(file, lines.length)
  for (const [index, each] of lines.entries()) {
    if (each.startsWith('#')) continue
    const { path = '', seal = '' } = line.exec(each)?.groups ?? {}
    if (!isInside(path)) throw damaged(file, index)
    record.set(path, (record.get(path) ?? new Set()).add(seal))
  }
  return record
}

/**
 * Format a record with one line per file, so git merges it line by line.
 *
 * @param record
 *   Record.
 * @returns
 *   Text, the same for equal records.
 */
export function formatRecord(record: OutputRecord): string {
  const lines = [...record].flatMap(([path, seals]) => [...seals].map((seal) => `${path} ${seal}`))
  return [head, ...lines.sort(), ''].join('\n')
}

/**
 * Join two records.
 *
 * @param records
 *   Records.
 * @returns
 *   Record with every seal of each.
 */
export function joinRecords(...records: readonly OutputRecord[]): OutputRecord {
  const joined = new Map<string, Set<string>>()
  for (const [path, seals] of records.flatMap((record) => [...record])) {
    joined.set(path, new Set([...(joined.get(path) ?? []), ...seals]))
  }
  return joined
}

/** Whether a path stays in the folder and is not a name that manproof reserves. */
function isInside(path: string): boolean {
  return path
    .split('/')
    .every((part) => !['', '.', '..'].includes(part) && !part.startsWith(reserved))
}

function textOf(file: string): string | undefined {
  try {
    const stats = lstatSync(file, { throwIfNoEntry: false })
    if (stats === undefined) return undefined
    if (!stats.isFile())
      throw usageError(`Unexpected \`${file}\`, expected a plain file; move it away`)
    return readFileSync(file, 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOTDIR') return undefined
    if (code === undefined) throw error
    throw systemError(`Cannot read \`${file}\``, error)
  }
}

function damaged(file: string, index: number): CliError {
  return usageError(
    `Unexpected line ${index + 1} of \`${file}\`, expected a record as manproof writes it
  after a merge: keep the lines of both sides
  else: remove the record and the outputs that it lists, and run again`,
  )
}
