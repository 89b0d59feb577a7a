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
import { type EvidencePlace, recordedPages, recordedTexts } from '../recorded-pages.ts'
import type { Manual } from './read-manual.ts'

export interface EvidenceFiles {
  /** By page: `gup-dax.7`. */
  readonly byPage: ReadonlyMap<string, Evidence>
  /** Pages whose evidence cannot be read, so that nothing can be said of it. */
  readonly unread: ReadonlySet<string>
  /** Invalid files, with their messages. */
  readonly files: readonly VFile[]
}

const edited = 'Unexpected edited evidence, expected it as `manproof test --record` wrote it'
const remedy = 'restore the file, or delete it and run `manproof test --record`'
const start = { line: 1, column: 1 }

/**
 * Read the evidence of all pages of a manual.
 *
 * @throws {CliError} exit 3
 *   If a file cannot be read.
 */
export function readManualEvidence({ settings, all }: Manual): EvidenceFiles {
  return readEvidenceFiles(
    settings,
    new Map(all.map((page) => [pageKey(page), runnableNames(page)])),
  )
}

/**
 * Read evidence files; those that were edited, do not parse, or have unknown examples, get messages.
 *
 * @param names
 *   Runnable examples by key of a page, such as `gup-dax.7`; names of others are not checked.
 * @param pages
 *   Keys; default: all recorded pages.
 * @throws {CliError} exit 3
 *   If a file cannot be read.
 */
export function readEvidenceFiles(
  place: EvidencePlace,
  names: ReadonlyMap<string, readonly string[] | undefined>,
  pages: readonly string[] = recordedPages(place),
): EvidenceFiles {
  const isRecorded = recordedTexts(place)
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
    if (file.messages.length === 0 && !isRecorded(page, read.text)) {
      report(file, 'evidence-edited', edited, start, { note: remedy })
    }
    if (file.messages.length > 0) files.push(file)
  }
  return { byPage, unread: new Set(pages.filter((page) => !byPage.has(page))), files }
}

function readText(file: VFile, names: readonly string[] | undefined): Evidence | undefined {
  try {
    const evidence = readEvidence(String(file), file.path)
    if (names !== undefined) checkNames(file, evidence, names)
    return evidence
  } catch (error) {
    if (!(error instanceof EvidenceError)) throw error
    report(file, 'evidence-syntax', error.message, error.place, { note: remedy })
    return
  }
}

/**
 * Make an output from evidence.
 *
 * @param known
 *   All pages of the manual, if evidence of other pages is to be removed.
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
