import { loadavg } from 'node:os'
import process from 'node:process'
import { setImmediate } from 'node:timers/promises'
import fc from 'fast-check'
import { countPages } from '../losses/count-pages.ts'
import { lackOf } from '../run-tool.ts'
import { anyPage } from './any-page.ts'
import { describeFailure } from './describe-failure.ts'
import { judgePages } from './judge-pages.ts'
import { soakReport } from './soak-report.ts'

const chunk = 100

/**
 * Judge random pages in chunks, and print the progress.
 *
 * @param record
 *   Called with the report if all pages were sound.
 * @returns
 *   Exit code: 0 if all pages were sound, 1 if one was not, 2 without the programs, 130 if
 *   interrupted.
 */
export async function soak(
  documents: number,
  seed: number,
  record: (report: string) => void,
): Promise<number> {
  const reason = lackOf(['mandoc', 'groff'])
  if (reason !== undefined) return say(`Cannot render pages: ${reason}`, 2)
  let isInterrupted = false
  process.once('SIGINT', () => {
    isInterrupted = true
  })
  say(`seed ${seed}: ${documents} pages`)
  const start = performance.now()
  for (let done = 0; done < documents; ) {
    const pages = chunkOf(seed + done, Math.min(chunk, documents - done))
    const failed = judgePages(pages).findIndex((faults) => faults.length > 0)
    if (failed >= 0) return say(describeFailure(seed + done, failed), 1)
    done += pages.length
    say(`${done} pages sound`)
    await setImmediate()
    if (isInterrupted) return say(`Interrupted after ${done} pages of seed ${seed}`, 130)
  }
  const seconds = (performance.now() - start) / 1000
  const count = countPages(pagesOf(seed, documents))
  record(soakReport({ seed, seconds, load: loadavg()[0] ?? 0, date: new Date(), count }))
  return 0
}

/** Make the pages of one seed; with its own seed, a chunk is reproducible without earlier ones. */
function chunkOf(seed: number, numRuns: number): string[] {
  return fc.sample(anyPage, { seed, numRuns })
}

function* pagesOf(seed: number, documents: number): Iterable<string> {
  for (let done = 0; done < documents; done += chunk) {
    yield* chunkOf(seed + done, Math.min(chunk, documents - done))
  }
}

function say(line: string, code = 0): number {
  process.stdout.write(`${line}\n`)
  return code
}
