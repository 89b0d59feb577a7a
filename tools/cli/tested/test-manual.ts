import type { VFile } from 'vfile'
import type { Evidence } from '../../evidence/index.ts'
import { compareManual, type Manual, readManualEvidence } from '../../manual/parsed/index.ts'
import { worstLevel } from '../../message/index.ts'
import type { Target } from '../../outcome/index.ts'
import type { Io } from '../io.ts'
import { checkManual } from './check-manual.ts'
import { type RunReport, runManual, type Shard } from './run-manual.ts'

/** Options of `testManual`. */
export interface TestOptions {
  readonly targets: readonly Target[]
  readonly io: Io
  readonly shard?: Shard
  /** Whether to compare the outcomes with the evidence. */
  readonly compares: boolean
}

/** A manual that has been checked and run. */
export interface Tested {
  readonly manual: Manual
  readonly report: RunReport
  /** Earlier evidence, by page. */
  readonly evidence: ReadonlyMap<string, Evidence>
  /** Pages and evidence files, with their messages. */
  readonly files: readonly VFile[]
  readonly hasErrors: boolean
}

/**
 * Check a manual, run it, and compare it with its evidence; problems become messages on its files.
 */
export async function testManual(manual: Manual, options: TestOptions): Promise<Tested> {
  const { targets, io, shard, compares } = options
  const [report, evidence] = await Promise.all([
    runManual(manual, targets, io, shard),
    readManualEvidence(manual),
    checkManual(manual, io.signal),
  ])
  if (compares && !io.signal.aborted) {
    await compareManual(manual, evidence, report.results)
  }
  const files = [...manual.files, ...(compares ? evidence.files : [])]
  const hasErrors = worstLevel(files) === 'error'
  return { manual, report, evidence: evidence.byPage, files, hasErrors }
}
