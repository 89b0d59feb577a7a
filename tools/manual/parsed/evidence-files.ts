import { join, relative } from 'node:path'
import { VFile } from 'vfile'
import {
  checkNames,
  type Evidence,
  EvidenceError,
  formatEvidence,
  readEvidence,
  runnableNames,
} from '../../evidence/index.ts'
import { report, systemError } from '../../message/index.ts'
import { type Page, pageKey } from '../../page/index.ts'
import { readProjectFile } from '../../project/index.ts'
import type { Output } from '../../publish/index.ts'
import type { Settings } from '../config/settings.ts'
import { evidenceFolder } from '../output-folders.ts'
import { type EvidencePlace, recordedPages } from '../recorded-pages.ts'
import type { Manual } from './read-manual.ts'

/** Recorded outcomes on disk. */
export interface EvidenceFiles {
  /** By page: `gup-dax.7`. */
  readonly byPage: ReadonlyMap<string, Evidence>
  /** Files that are not what manproof writes, with their messages. */
  readonly files: readonly VFile[]
}

/**
 * Read what is recorded of a manual.
 *
 * @param manual
 *   Manual; its examples are those that evidence can be of.
 * @returns
 *   Evidence of all pages, and messages on files that do not parse or have examples that no page has.
 * @throws {CliError} exit 3
 *   Where a file cannot be read.
 */
export function readManualEvidence({ settings, all }: Manual): EvidenceFiles {
  return readEvidenceFiles(
    settings,
    new Map(all.map((spec) => [pageKey(spec), runnableNames(spec)])),
  )
}

/**
 * Read recorded outcomes.
 *
 * @param place
 *   Folder of the evidence.
 * @param names
 *   By key of a page, `gup-dax.7`: its examples that run; of a page that is not there nothing is asked.
 * @param pages
 *   Keys; default: all that are recorded.
 * @returns
 *   Evidence by page, and messages on files that do not parse or have examples that no page has.
 * @throws {CliError} exit 3
 *   Where a file cannot be read.
 */
export function readEvidenceFiles(
  place: EvidencePlace,
  names: ReadonlyMap<string, readonly string[] | undefined>,
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
    const evidence = readText(file, names.get(page))
    if (evidence !== undefined) byPage.set(page, evidence)
    if (file.messages.length > 0) files.push(file)
  }
  return { byPage, files }
}

/** What a file has recorded; what is wrong with it becomes messages on it. */
function readText(file: VFile, names: readonly string[] | undefined): Evidence | undefined {
  try {
    const evidence = readEvidence(String(file), file.path)
    if (names !== undefined) checkNames(file, evidence, names)
    return evidence
  } catch (error) {
    if (!(error instanceof EvidenceError)) throw error
    report(file, 'evidence-syntax', error.message, error.place)
    return
  }
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
