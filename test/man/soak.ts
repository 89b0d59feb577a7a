import process from 'node:process'
import { setImmediate } from 'node:timers/promises'
import fc from 'fast-check'
import { anyPage } from './any-page.ts'
import { describeFailure } from './describe-failure.ts'
import { judgePages } from './judge-pages.ts'
import { lackOf } from './run-tool.ts'

const chunk = 100

/**
 * Judge random pages in chunks, and say how far it got.
 *
 * @returns
 *   Exit code: 0 when all were sound, 1 when one was not, 2 without the programs, 130 when
 *   interrupted.
 */
export async function soak(documents: number, seed: number): Promise<number> {
  const reason = lackOf(['mandoc', 'groff'])
  if (reason !== undefined) return say(`Cannot render pages: ${reason}`, 2)
  let isInterrupted = false
  process.once('SIGINT', () => {
    isInterrupted = true
  })
  say(`seed ${seed}: ${documents} pages`)
  for (let done = 0; done < documents; ) {
    // Each chunk has a seed of its own, so that a failure in it is found without those before.
    const chunkSeed = seed + done
    const count = Math.min(chunk, documents - done)
    const pages = fc.sample(anyPage, { seed: chunkSeed, numRuns: count })
    const failed = judgePages(pages).findIndex((faults) => faults.length > 0)
    if (failed >= 0) return say(describeFailure(chunkSeed, failed), 1)
    done += count
    say(`${done} pages sound`)
    await setImmediate()
    if (isInterrupted) return say(`Interrupted after ${done} pages of seed ${seed}`, 130)
  }
  return 0
}

function say(line: string, code = 0): number {
  process.stdout.write(`${line}\n`)
  return code
}
