import { join, relative } from 'node:path'
import { VFile } from 'vfile'
import { type Evidence, formatEvidence, readEvidence } from '../../evidence/index.ts'
import { report, systemError } from '../../message/index.ts'
import { type Page, pageKey } from '../../page/index.ts'
import { readProjectFile } from '../../project/index.ts'
import type { Output } from '../../publish/index.ts'
import type { Settings } from '../config/settings.ts'
import { evidenceFolder } from '../output-folders.ts'
import { type EvidencePlace, recordedPages } from '../recorded-pages.ts'

/** Recorded outcomes on disk. */
export interface EvidenceFiles {
  /** By page: `gup-dax.7`. */
  readonly byPage: ReadonlyMap<string, Evidence>
  /** Files that are not what manproof writes, with their messages. */
  readonly files: readonly VFile[]
}

/**
 * Read recorded outcomes.
 *
 * @param place
 *   Folder of the evidence.
 * @param pages
 *   Keys of pages, `gup-dax.7`; default: all that are recorded.
 * @returns
 *   Evidence by page, and messages on files that do not parse.
 * @throws {CliError} exit 3
 *   Where a file cannot be read.
 */
export function readEvidenceFiles(
  place: EvidencePlace,
  pages: readonly string[] = recordedPages(place),
): EvidenceFiles {
  const byPage = new Map<string, Evidence>()
  const files: VFile[] = []
  for (const page of pages) {
    const path = join(place.evidence, `${page}.json`)
    const shown = relative(place.root, path)
    const file = new VFile({ cwd: place.root, path: shown })
    const read = readProjectFile(place.root, path)
    if ('problem' in read) {
      if (read.cause !== undefined) throw systemError(`Cannot read \`${path}\``, read.cause)
      report(file, 'project-file', `Cannot read \`${shown}\`: ${read.problem}`)
      files.push(file)
      continue
    }
    file.value = read.text
    try {
      byPage.set(page, readEvidence(read.text, shown))
    } catch (error) {
      report(file, 'evidence-syntax', error instanceof Error ? error.message : String(error))
      files.push(file)
    }
  }
  return { byPage, files }
}

/**
 * Make the output that holds recorded outcomes.
 *
 * @param settings
 *   Say where it goes.
 * @param byPage
 *   Evidence to write.
 * @param known
 *   Every page of the manual: what is recorded of others goes; `undefined`: nothing goes.
 * @returns
 *   Output for `publish`.
 */
export function evidenceOutput(
  settings: Settings,
  byPage: ReadonlyMap<string, Evidence>,
  known: readonly Page[] | undefined,
): Output {
  const pages = new Set(known?.map(pageKey))
  return {
    ...evidenceFolder(settings),
    files: [...byPage]
      .filter(([page]) => known === undefined || pages.has(page))
      .map(([page, evidence]) => ({ path: `${page}.json`, text: formatEvidence(evidence) })),
    whole: known !== undefined,
  }
}
