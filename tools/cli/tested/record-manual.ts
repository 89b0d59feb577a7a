import { relative } from 'node:path'
import { nameConstants } from '../../driver/index.ts'
import type { Evidence } from '../../evidence/index.ts'
import { evidenceOutput } from '../../manual/parsed/index.ts'
import { worstLevel } from '../../message/index.ts'
import { type Page, pageKey } from '../../page/index.ts'
import { publish } from '../../publish/index.ts'
import { plural } from '../../words/index.ts'
import type { Io } from '../io.ts'
import type { Tested } from './test-manual.ts'

/**
 * Record the outcomes of a run as evidence, and print how many files changed.
 *
 * A page with errors, or of which nothing ran, keeps its old evidence: its claims have not been
 * demonstrated.
 */
export async function recordManual(tested: Tested, io: Io): Promise<void> {
  const { manual, report, evidence } = tested
  const { recordEvidence } = await import('../../run/index.ts')
  const { targets } = manual.settings
  const date = new Date().toISOString().slice(0, 10)
  const byPage = new Map<string, Evidence>()
  for (const page of manual.pages) {
    const key = pageKey(page)
    const before = evidence.get(key)
    const reason = refusal(page, report)
    if (reason !== undefined) {
      io.stderr(`${page.file.path}: not recorded: ${reason}\n`)
      if (before !== undefined) byPage.set(key, before)
    } else if (page.examples.some(({ labels }) => labels.norun === undefined)) {
      byPage.set(
        key,
        recordEvidence(page, before, report.results, { date, targets, nameLine: nameConstants }),
      )
    }
  }
  const output = evidenceOutput(manual.settings, byPage, manual.whole ? manual.all : undefined)
  const count = publish([output])
  const folder = relative(io.cwd, manual.settings.evidence) || '.'
  io.stderr(`${folder}: ${count === 0 ? 'no changes' : `${plural(count, 'file')} changed`}\n`)
}

/** Explain why the run of a page cannot be recorded; `undefined` if it can. */
function refusal({ file, examples }: Page, { results }: Tested['report']): string | undefined {
  if (worstLevel([file]) === 'error') return 'the page has errors'
  const runs = results.filter(({ path }) => path === file.path)
  const isRunnable = examples.some(({ labels }) => labels.norun === undefined)
  const ran = runs.some(({ status }) => status !== 'skipped')
  return isRunnable && !ran ? 'none of its examples ran' : undefined
}
