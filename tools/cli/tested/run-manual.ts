import type { Manual } from '../../manual/parsed/index.ts'
import type { Target } from '../../outcome/index.ts'
import type { Example } from '../../page/index.ts'
import type { RunResult, Summary } from '../../run/index.ts'
import type { Io } from '../io.ts'
import { openProgress } from '../print/progress.ts'

/** Part of the examples to run: `index`, from 1, of `count`. */
export interface Shard {
  readonly index: number
  readonly count: number
}

/** Results of a run of a manual. */
export interface RunReport {
  readonly summary: Summary
  readonly results: readonly RunResult[]
}

/**
 * Run the examples of a manual, or a part of them, and show the progress.
 *
 * Failures also become messages on the files of the pages.
 */
export async function runManual(
  manual: Manual,
  targets: readonly Target[],
  io: Io,
  shard?: Shard,
): Promise<RunReport> {
  const { runExamples } = await import('../../run/index.ts')
  const progress = openProgress(io, () => performance.now())
  const wanted = shard && new Set(shardOf(manual, shard))
  try {
    const events = runExamples(manual.pages, targets, {
      signal: io.signal,
      ...(wanted && { filter: ({ example }) => wanted.has(example) }),
      onProgress: ({ done, total, result }) => {
        progress.show({ done, total, label: `${result.path} ${result.target.name}` })
      },
    })
    for await (const event of events) {
      if (event.type === 'summary') return event
    }
  } finally {
    progress.close()
  }
  throw new Error('Missing summary of a run')
}

function shardOf(manual: Manual, { index, count }: Shard): Example[] {
  const examples = manual.pages.flatMap((page) => page.examples)
  return examples.filter((_, position) => position % count === index - 1)
}
