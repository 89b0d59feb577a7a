import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs'
import type { FileSystemHost } from 'ts-morph'
import type { TypeInputs } from './type-request.ts'

/** A file system that remembers what it was asked. */
export interface RecordedFileSystem {
  readonly host: FileSystemHost
  readonly inputs: TypeInputs
}

/**
 * Watch what a compiler asks of the disk.
 *
 * @param disk
 *   Answers.
 * @returns
 *   The same, and what was asked so far with what `areUnchanged` would find now.
 */
export function recordInputs(disk: FileSystemHost): RecordedFileSystem {
  const inputs = { files: {}, exist: {}, folders: {}, names: {}, real: {} } satisfies TypeInputs
  const watched = {
    readFileSync: 'files',
    fileExistsSync: 'exist',
    directoryExistsSync: 'folders',
    readDirSync: 'names',
    realpathSync: 'real',
  } as const satisfies Record<string, keyof TypeInputs>
  const host = new Proxy(disk, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name)
      if (typeof value !== 'function') return value
      const kind = Object.hasOwn(watched, name) ? watched[name as keyof typeof watched] : undefined
      return (...args: readonly unknown[]): unknown => {
        const path = String(args[0])
        // The first answer is the one that was used: what comes later may be of a changed disk.
        if (kind !== undefined && !Object.hasOwn(inputs[kind], path)) {
          Object.assign(inputs[kind], { [path]: answers[kind](path) })
        }
        return value.apply(target, args)
      }
    },
  })
  return { host, inputs }
}

/** Whether the disk would still give the same answers. */
export function areUnchanged(inputs: TypeInputs): boolean {
  return (Object.keys(answers) as (keyof TypeInputs)[]).every((kind) =>
    Object.entries(inputs[kind]).every(([path, answer]) => answers[kind](path) === answer),
  )
}

const answers: { readonly [Kind in keyof TypeInputs]: (path: string) => string | boolean } = {
  files: (path) => orElse('', () => hash(readFileSync(path))),
  exist: (path) => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false,
  folders: (path) => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false,
  names: (path) => orElse('', () => hash(readdirSync(path).sort().join('\n'))),
  real: (path) => orElse('', () => realpathSync(path)),
}

/** A part of a path may be a file, or not be ours to read. */
function orElse(otherwise: string, answer: () => string): string {
  try {
    return answer()
  } catch {
    return otherwise
  }
}

function hash(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex')
}
