import { setMaxListeners } from 'node:events'
import { expect, type RunnerTask, type RunnerTestCase, TestRunner, test } from 'vitest'
import { equivalence } from './equivalents.ts'
import { allFlips, type Flip, watchTables } from './flips.ts'
import { type JudgedFlip, mutantsPage } from './mutants-page.ts'
import '../columns/columns.test.ts'
import '../mainline.test.ts'
import '../pitfalls.test.ts'
import '../posix.test.ts'
import '../rows/rows.test.ts'
import '../scenarios.test.ts'
import '../sharing.test.ts'
import '../columns/variants.test.ts'
import '../direct.test.ts'
import '../waiting.test.ts'

/** Tests of the tables themselves, which would catch every flip without the model. */
const aboutTables = [
  'variants differ from their bases only in certain rules',
  'all tables have all columns once',
]

// Each call of a test adds a listener to the same abort signal.
setMaxListeners(0)

function testsOf(tasks: readonly RunnerTask[]): RunnerTestCase[] {
  return tasks.flatMap((task) => (task.type === 'suite' ? testsOf(task.tasks) : [task]))
}

async function fails(judge: RunnerTestCase): Promise<boolean> {
  try {
    await TestRunner.getTestFn(judge)()
    return false
  } catch {
    return true
  }
}

/** Find the tests that read each cell: only they can notice a flip. */
async function readersOf(
  judges: readonly RunnerTestCase[],
  tables: ReturnType<typeof watchTables>,
): Promise<ReadonlyMap<string, readonly RunnerTestCase[]>> {
  const readers = new Map<string, RunnerTestCase[]>()
  for (const judge of judges) {
    tables.takeReads()
    if (await fails(judge)) throw new Error(`\`${judge.name}\` fails without a flip`)
    for (const cell of tables.takeReads()) readers.set(cell, [...(readers.get(cell) ?? []), judge])
  }
  return readers
}

async function judge(all: readonly RunnerTestCase[]): Promise<readonly JudgedFlip[]> {
  const flips = allFlips().map((flip) => ({ flip, reason: equivalence(flip) }))
  using tables = watchTables()
  const readers = await readersOf(all, tables)
  const killerOf = async (flip: Flip): Promise<string | undefined> => {
    tables.flip(flip)
    for (const each of readers.get(`${flip.profile} ${flip.cell}`) ?? []) {
      if (await fails(each)) return each.fullTestName
    }
    return undefined
  }
  const judged: JudgedFlip[] = []
  for (const { flip, reason } of flips) {
    const killer = await killerOf(flip)
    judged.push({ flip, ...(killer && { killer }), ...(reason && { reason }) })
  }
  return judged
}

test('at least 95 % of the flips of one rule make a test fail', { timeout: 300_000 }, async ({
  task,
}) => {
  const all = testsOf(task.file.tasks).filter(
    ({ id, name }) => id !== task.id && !aboutTables.includes(name),
  )
  const judged = await judge(all)
  const told = ({ flip }: JudgedFlip): string =>
    `${flip.profile} ${flip.cell}: ${JSON.stringify(flip.from)} to ${JSON.stringify(flip.to)}`
  const wrong = judged.filter(({ killer, reason }) => killer && reason)
  expect(wrong.map((each) => `${told(each)}; ${each.killer}`)).toEqual([])
  const real = judged.filter(({ reason }) => reason === undefined)
  const survivors = real.filter(({ killer }) => killer === undefined)
  const share = (100 * (real.length - survivors.length)) / real.length
  console.log(
    `${judged.length} flips: ${real.length} that matter, ${real.length - survivors.length} caught ` +
      `(${share.toFixed(1)} %); ${judged.length - real.length} explained as without effect`,
  )
  expect(share, survivors.map(told).join('\n')).toBeGreaterThanOrEqual(95)
  await expect(mutantsPage(judged)).toMatchFileSnapshot(
    '../../../docs/internals/reports/mutants.md',
  )
})
