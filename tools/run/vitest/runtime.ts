import { afterAll, test } from 'vitest'
import { shorten, visibleLine, visibleText } from '../../message/index.ts'
import { isReal, type Target } from '../../outcome/index.ts'
import { type Fault, faultText } from '../judge/fault.ts'
import type { RunResult } from '../judge/run-result.ts'
import type { Program } from '../program/prepare-example.ts'
import { openRunner, type Runner } from '../supervise/runner.ts'
import type { PagePayload, PageProblem } from './page-payload.ts'

/** Declares the tests of a page; called by its test module. */
export interface DeclaredPage {
  declareExample(index: number): void
}

/** One runner for all pages of a target that share a thread. */
const runners = new Map<string, Runner>()
/** Runs that caused an error after their end. */
const late: RunResult[] = []

/** Declare the problems of a page as failing tests, and prepare to declare its examples. */
export function declarePage(page: PagePayload): DeclaredPage {
  for (const { reason, ...rest } of page.problems) {
    const problem = { ...rest, reason: shorten(reason) }
    test(`${problem.ruleId} at line ${problem.place.start.line}`, () => {
      throw problemError(page.file, problem)
    })
  }
  if (page.examples.length + page.problems.length === 0) {
    // Vitest reports a file without tests as broken, and a page that ran nothing does not pass.
    test('examples', (context) => context.skip('the page has none'))
  }
  afterAll(async () => {
    if (isReal(page.target)) await closeRunner(page.target)
    const faults = late.splice(0).flatMap((result) => result.faults.slice(-1))
    if (faults.length > 0) throw faultErrors(page.file, faults)
  })
  return { declareExample: (index) => declareExample(page, index) }
}

function declareExample(page: PagePayload, index: number): void {
  const item = page.examples[index]
  if (!item) throw new RangeError(`Unexpected example ${index}, expected one of the page`)
  // The engine has its own timeout, which names the line.
  test(visibleLine(item.example.labels.name), { timeout: 0 }, async (context) => {
    const { path, cwd, target } = page
    const program = (): Program => item.program
    const { example } = item
    const result = await runnerFor(page).run({ example, program, path, cwd, target })
    if (result.skip) context.skip(visibleLine(result.skip.reason))
    if (result.faults.length > 0) throw faultErrors(page.file, result.faults)
  })
}

function runnerFor({ target, options }: PagePayload): Runner {
  const known = runners.get(target.name)
  if (known) return known
  const runner = openRunner({ workers: 1, ...options }, (result) => late.push(result))
  runners.set(target.name, runner)
  return runner
}

async function closeRunner(target: Target): Promise<void> {
  await runners.get(target.name)?.[Symbol.asyncDispose]()
  runners.delete(target.name)
}

/** One error for one fault; Vitest reports a list of errors one by one. */
function faultErrors(file: string, faults: readonly Fault[]): Error | Error[] {
  const errors = faults.map((fault) => {
    const { reason, note } = faultText(fault)
    const more = note === undefined ? '' : `\n${shorten(note)}`
    return problemError(file, { ...fault, reason: `${visibleLine(shorten(reason))}${more}` })
  })
  const [only] = errors
  return only && errors.length === 1 ? only : errors
}

function problemError(file: string, { ruleId, place, ...problem }: PageProblem): Error {
  const reason = visibleText(problem.reason)
  const error = new Error(reason)
  error.name = ruleId
  // The place in the page is the only frame: no line of the engine is at fault.
  error.stack = `${ruleId}: ${reason}\n    at ${file}:${place.start.line}:${place.start.column}`
  return error
}
