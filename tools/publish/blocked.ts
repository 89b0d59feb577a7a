import { dirname, join } from 'node:path'
import { type CliError, systemError } from '../message/index.ts'
import { isInside, realPath } from '../project/index.ts'
import type { OutputFolder } from './output.ts'

/** Something that is in the way of an output. */
export interface Blocked {
  readonly path: string
  readonly why: keyof typeof reasons
  /** What a record would have to say for it to be ours; absent where no record helps. */
  readonly seal: string | undefined
  /** Whether it would be removed, and not replaced. */
  readonly goes: boolean
}

const reasons = {
  unknown: 'no record says that manproof wrote it',
  changed: 'it has changed since manproof wrote it',
  'no file': 'it is not a file',
  outside: 'a symbolic link leads outside the folder',
} as const

const mostNamed = 20

/**
 * Make the error that names what is in the way.
 *
 * @param output
 *   Folder and its record.
 * @param blocked
 *   What is in the way.
 * @returns
 *   Error that says what to do.
 */
export function blockedError(
  { folder, record }: OutputFolder,
  blocked: readonly Blocked[],
): CliError {
  const named = blocked.slice(0, mostNamed)
  const more = blocked.length - named.length
  const sealed = named.filter(({ seal }) => seal !== undefined)
  const fates = [
    ...(sealed.some(({ goes }) => !goes) ? ['replaced'] : []),
    ...(sealed.some(({ goes }) => goes) ? ['removed'] : []),
  ].join(' or ')
  const lines = [
    ...named.map(({ path, why }) => `  ${path}: ${reasons[why]}`),
    ...(more > 0 ? [`  and ${more} more`] : []),
    ...(named.some(({ why }) => why !== 'outside')
      ? ['  copy what you need elsewhere, delete these files, and run again']
      : []),
    ...(named.some(({ why }) => why === 'outside')
      ? ['  replace the symbolic link with a folder, and run again']
      : []),
    ...(record === undefined || fates === ''
      ? []
      : [
          `  or allow them to be ${fates}: add these lines to \`${join(folder, record)}\``,
          ...sealed.map(({ path, seal }) => `    ${path} ${seal}`),
        ]),
  ]
  return systemError(
    `Cannot write to \`${folder}\`: it contains files that manproof may not have written\n${lines.join('\n')}`,
  )
}

/** Check whether a path, with links resolved, is outside a folder. */
export function leadsOut(folder: string, path: string): 'outside' | undefined {
  const [real, parent] = [realPath(folder), realPath(dirname(join(folder, path)))]
  return isInside(real, parent) ? undefined : 'outside'
}
