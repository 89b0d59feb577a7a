import { evidenceFolder } from '../../manual/index.ts'
import { readManual } from '../../manual/parsed/index.ts'
import { exitCode, usageError } from '../../message/index.ts'
import { listOf } from '../list-of.ts'
import { readShard } from '../tested/read-shard.ts'
import { recordManual } from '../tested/record-manual.ts'
import { selectTargets } from '../tested/select-targets.ts'
import { type Tested, testManual } from '../tested/test-manual.ts'
import { testUsage } from '../tested/test-usage.ts'
import { updateManual } from '../tested/update-manual.ts'
import { watchPages } from '../tested/watch-pages.ts'
import type { Invocation, Verb } from '../verb.ts'

/** `manproof test`. */
export const test: Verb = {
  usage: testUsage,
  options: {
    target: { type: 'string', multiple: true },
    record: { type: 'boolean' },
    update: { type: 'boolean' },
    shard: { type: 'string' },
    reporter: { type: 'string', oneOf: ['default', 'json', 'tap'] },
    json: { type: 'boolean' },
    watch: { type: 'boolean' },
  },
  async run(invocation) {
    const { values, positionals, io } = invocation
    if (values['shard'] && (values['update'] || values['record'])) {
      throw usageError('Cannot record or update with `--shard`: that takes all examples')
    }
    const code = await testOnce(invocation, positionals)
    if (!values['watch']) return code
    const { settings } = await readManual(io.cwd, [])
    for await (const pages of watchPages(settings, io)) await testOnce(invocation, pages)
    return exitCode.clean
  },
}

async function testOnce(invocation: Invocation, pages: readonly string[]): Promise<number> {
  const { values, io } = invocation
  const manual = await readManual(io.cwd, pages)
  const asked = listOf(values, 'target')
  const targets = selectTargets(manual.settings.targets, asked)
  const shard = readShard(values['shard'])
  const isRecording = values['record'] === true || values['update'] === true
  const reporter = values['json'] ? 'json' : (values['reporter'] ?? 'default')
  const options = {
    targets,
    io,
    ...(shard && { shard }),
    // Evidence that is about to be replaced needs no messages.
    compares: !isRecording,
  }
  if (isRecording) evidenceFolder(manual.settings)
  let tested = await testManual(manual, options)
  if (io.signal.aborted) return exitCode.interrupted
  if (values['update'] && (await updateManual(tested, io))) {
    tested = await testManual(await readManual(io.cwd, pages), options)
    if (io.signal.aborted) return exitCode.interrupted
  }
  const { printTested } = await import('../print/print-tested.ts')
  printTested(tested, reporter, io)
  if (isRecording) await recordManual(tested, io)
  return codeOf(tested, asked.length > 0)
}

/** Exit code; a selected target that ran nothing is a failure. */
function codeOf(tested: Tested, wasAsked: boolean): number {
  if (tested.hasErrors) return exitCode.findings
  const { summary } = tested.report
  const runnable = summary.examples > summary.norun.length
  const isIdle = wasAsked ? summary.targets.some((target) => !target.ran) : summary.runs === 0
  return runnable && isIdle ? exitCode.system : exitCode.clean
}
