import { readdir } from 'node:fs/promises'
import { basename, join, relative } from 'node:path'
import { VFile } from 'vfile'
import { report } from '../message/index.ts'
import { readProjectFile } from '../project/index.ts'
import { type Evidence, formatEvidence, readEvidence, type Spec } from '../spec/index.ts'
import { systemError } from './exit-code.ts'
import type { Output } from './output.ts'
import { pageOf } from './page-of.ts'
import type { Settings } from './settings.ts'

/** Recorded outcomes on disk. */
export interface EvidenceFiles {
  /** By page: `gup-dax.7`. */
  readonly byPage: ReadonlyMap<string, Evidence>
  /** Files that are not what manproof writes, with their messages. */
  readonly files: readonly VFile[]
}

/**
 * Read all recorded outcomes.
 *
 * @param settings
 *   Say where they are.
 * @returns
 *   Evidence by page, and messages on files that do not parse.
 */
export async function readEvidenceFiles(settings: Settings): Promise<EvidenceFiles> {
  const names = await readdir(settings.evidence).catch(() => [])
  const byPage = new Map<string, Evidence>()
  const files: VFile[] = []
  for (const name of names.filter((item) => item.endsWith('.json')).sort()) {
    const path = join(settings.evidence, name)
    const shown = relative(settings.root, path)
    const file = new VFile({ cwd: settings.root, path: shown })
    const read = readProjectFile(settings.root, path)
    if ('problem' in read) {
      if (read.cause !== undefined) throw systemError(`Cannot read \`${path}\``, read.cause)
      report(file, 'project-file', `Cannot read \`${shown}\`: ${read.problem}`)
      files.push(file)
      continue
    }
    file.value = read.text
    try {
      byPage.set(basename(name, '.json'), readEvidence(read.text, shown))
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
  known: readonly Spec[] | undefined,
): Output {
  const pages = new Set(known?.map(pageOf))
  return {
    folder: settings.evidence,
    files: [...byPage]
      .filter(([page]) => known === undefined || pages.has(page))
      .map(([page, evidence]) => ({ path: `${page}.json`, text: formatEvidence(evidence) })),
    isOurs: (path) => path.endsWith('.json'),
    whole: known !== undefined,
  }
}
