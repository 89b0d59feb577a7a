import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs'
import type { FileSystemHost } from 'ts-morph'
import { hashOf } from '../../cache/index.ts'
import type { TypeInputs } from './type-request.ts'

/** A filesystem that records what was read. */
export interface RecordedFileSystem {
  readonly host: FileSystemHost
  readonly inputs: TypeInputs
}

/**
 * Record what a compiler reads from the disk, for `areUnchanged`.
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
        // The compiler used the first answer; the disk can have changed since.
        if (kind !== undefined && !Object.hasOwn(inputs[kind], path)) {
          Object.assign(inputs[kind], { [path]: answers[kind](path) })
        }
        return value.apply(target, args)
      }
    },
  })
  return { host, inputs }
}

/** Check whether the disk would still give the same answers. */
export function areUnchanged(inputs: TypeInputs): boolean {
  return (Object.keys(answers) as (keyof TypeInputs)[]).every((kind) =>
    Object.entries(inputs[kind]).every(([path, answer]) => answers[kind](path) === answer),
  )
}

const answers: { readonly [Kind in keyof TypeInputs]: (path: string) => string | boolean } = {
  files: (path) => orElse('', () => hashOf(readFileSync(path))),
  exist: (path) => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false,
  folders: (path) => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false,
  names: (path) => orElse('', () => hashOf(readdirSync(path).sort().join('\n'))),
  real: (path) => orElse('', () => realpathSync(path)),
}

/** Default for paths that lead through a file, or that cannot be read. */
function orElse(otherwise: string, answer: () => string): string {
  try {
    return answer()
  } catch {
    return otherwise
  }
}
