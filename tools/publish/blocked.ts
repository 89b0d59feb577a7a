import { dirname, join } from 'node:path'
import { type CliError, systemError } from '../message/index.ts'
import { isIn, realPath } from './check-folder.ts'
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
  changed: 'it is not as manproof wrote it',
  'no file': 'it is not a file',
  outside: 'a symbolic link leads out of the folder',
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
      ? ['  move what you need elsewhere, remove it there, and run again']
      : []),
    ...(named.some(({ why }) => why === 'outside')
      ? ['  put a folder in the place of the symbolic link, and run again']
      : []),
    ...(record === undefined || fates === ''
      ? []
      : [
          `  or let it be ${fates}, by these lines in \`${join(folder, record)}\`:`,
          ...sealed.map(({ path, seal }) => `    ${path} ${seal}`),
        ]),
  ]
  return systemError(
    `Cannot write to \`${folder}\`: what is there is not known to be manproof's\n${lines.join('\n')}`,
  )
}

/** Whether a path, however it is written, is somewhere else. */
export function leadsOut(folder: string, path: string): 'outside' | undefined {
  const [real, parent] = [realPath(folder), realPath(dirname(join(folder, path)))]
  return parent === real || isIn(parent, real) ? undefined : 'outside'
}
