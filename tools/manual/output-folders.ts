import { resolve } from 'node:path'
import { hashOf } from '../cache/index.ts'
import { usageError } from '../message/index.ts'
import { isInside, realPath } from '../project/index.ts'
import { checkFolder, type Guarded, type OutputFolder } from '../publish/index.ts'
import { configNames, findConfig } from './config/find-config.ts'
import { matchPages } from './config/match-pages.ts'
import type { Settings } from './config/settings.ts'

type Places = Pick<Settings, 'root' | 'path' | 'owner' | 'pages' | 'man' | 'site' | 'evidence'>

const evidenceRecord = '.manproof-evidence'

/**
 * Get the output folder of the man pages or the site.
 *
 * @param settings
 *   Settings of the manual.
 * @param kind
 *   Kind of output.
 * @param out
 *   Folder; default: the configured one.
 * @returns
 *   Folder and the name of its record.
 * @throws {CliError}
 *   If the folder is, or contains, another folder or file of the project.
 */
export function pagesFolder(
  settings: Places,
  kind: 'man' | 'site',
  out: string = settings[kind].out,
): OutputFolder {
  const other = kind === 'man' ? 'site' : 'man'
  checkFolder(
    out,
    [
      ...guardedIn(settings),
      { path: settings.evidence, what: 'the evidence', isApart: true },
      { path: settings[other].out, what: `the folder of \`${other}\``, isApart: true },
    ],
    isOfManual,
  )
  return { folder: out, record: recordIn(out, settings, '.manproof') }
}

/**
 * Get the folder of the recorded outcomes.
 *
 * @param settings
 *   Settings of the manual.
 * @returns
 *   Folder and the name of its record.
 * @throws {CliError}
 *   If the folder is outside the project, or is or contains another folder or file of it.
 */
export function evidenceFolder(settings: Places): OutputFolder {
  const { evidence: folder, man, root, site } = settings
  checkFolder(
    folder,
    [
      ...guardedIn(settings),
      { path: man.out, what: 'the folder of `man`', isApart: true },
      { path: site.out, what: 'the folder of `site`', isApart: true },
    ],
    (name) => configNames.includes(name),
  )
  if (!isInside(realPath(root), realPath(folder))) {
    throw usageError(
      `Cannot write to \`${folder}\`: evidence is only read from the project; choose a folder in \`${root}\``,
    )
  }
  return { folder, record: evidenceRecordOf(settings) }
}

/** Get the name of the record in the folder of the evidence. */
export function evidenceRecordOf(
  settings: Pick<Settings, 'root' | 'path' | 'owner' | 'evidence'>,
): string {
  return recordIn(settings.evidence, settings, evidenceRecord)
}

/**
 * Get the output folder of pages that do not belong to a manual.
 *
 * @param folder
 *   Folder.
 * @returns
 *   Folder and the name of its record.
 * @throws {CliError}
 *   If the folder contains a manual, or cannot hold outputs.
 */
export function anyFolder(folder: string): OutputFolder {
  checkFolder(folder, [], isOfManual)
  return { folder, record: '.manproof-any' }
}

/**
 * Resolve an option that names a folder.
 *
 * @param value
 *   Value of the option.
 * @param cwd
 *   Folder to which it is relative.
 * @returns
 *   Absolute path; `undefined` if the option was not given.
 */
export function outFolder(value: unknown, cwd: string): string | undefined {
  return typeof value === 'string' ? resolve(cwd, value) : undefined
}

function guardedIn({ root, pages }: Places): Guarded[] {
  const found = pages.flatMap((glob) => matchPages(root, glob))
  return [
    { path: root, what: 'the project' },
    ...found.map((path) => ({ path: `${root}/${path}`, what: 'a page' })),
  ]
}

function isOfManual(name: string): boolean {
  return configNames.includes(name) || name.startsWith(evidenceRecord)
}

/** Outside the project, a folder can have records of several manuals, so they need names. */
function recordIn(
  folder: string,
  { root, path, owner }: Pick<Settings, 'root' | 'path' | 'owner'>,
  name: string,
): string {
  const [real, realRoot] = [realPath(folder), realPath(root)]
  const config = findConfig(real)
  if (isInside(realRoot, real) && config === (path && realPath(path))) return name
  return `${name}.${encodeURIComponent(owner ?? hashOf(realRoot).slice(0, 16))}`
}
