import fc from 'fast-check'
import type { TraceLine } from '../driver/index.ts'
import { anyStep, type ProgramOptions } from './any-program.ts'
import { perform } from './perform.ts'
import { isAsleep, type Side } from './side.ts'
import { describeStep, makers, type Step } from './step.ts'

/**
 * Create an arbitrary of fast-check commands that compare two worlds.
 *
 * Each command performs one step on both sides, and fails unless both have the same results,
 * errnos, blocked and resumed calls, signals and deaths. Descriptors, process ids, and the order of
 * events at the same time can differ.
 *
 * @param options
 *   Elements of the commands. A real kernel sleeps for the `seconds` that pass.
 * @returns
 *   Commands for `fc.asyncModelRun`, with a setup that returns two sides as model and real system.
 * @see fast-check, "Model based testing"
 */
export function anyCommands(
  options: ProgramOptions = {},
): fc.Arbitrary<Iterable<fc.AsyncCommand<Side, Side>>> {
  const { maxLength: maxCommands = 20 } = options
  return fc.commands([anyStep(options).map(toCommand)], { maxCommands, size: 'max' })
}

function toCommand(step: Step): fc.AsyncCommand<Side, Side> {
  return {
    // A process has one thread, so it makes no call while it sleeps.
    check: (model) => !('process' in step) || !isAsleep(model, step.process),
    run: async (model, real) => {
      const expected = shown(model, await perform(model, step))
      const actual = shown(real, await perform(real, step))
      if (expected.join('\n') === actual.join('\n')) return
      const [left, right] = [model.world.target.name, real.world.target.name]
      throw new Error(
        `Unexpected outcome of \`${describeStep(step)}\` on ${right}, expected that of ${left}:\n` +
          `${left}:\n${indent(expected)}\n${right}:\n${indent(actual)}`,
      )
    },
    toString: () => describeStep(step),
  }
}

function indent(lines: readonly string[]): string {
  return (lines.length === 0 ? ['nothing'] : lines).map((line) => `  ${line}`).join('\n')
}

/** Lines in a fixed order, without details in which kernels can differ. */
function shown(side: Side, lines: readonly TraceLine[]): readonly string[] {
  return lines.map((line) => showLine(side, line)).sort()
}

function showLine({ calls }: Side, { at: _, si_fd: __, ...line }: TraceLine): string {
  const call = calls.get(line['id'])
  if (call === undefined) return JSON.stringify(line)
  const name = String(call.line['call'])
  const { id: ___, ...outcome } = line
  const comparable = 'result' in outcome ? { result: plain(name, outcome['result']) } : outcome
  return `call ${call.number}, ${name}: ${JSON.stringify(comparable)}`
}

function plain(call: string, result: unknown): unknown {
  if (makers[call] !== undefined) return makers[call]
  if (call !== 'stat' && call !== 'nextSignal') return result
  if (typeof result !== 'object' || result === null) return result
  const { blocks: _, si_fd: __, ...rest } = result as TraceLine
  return rest
}
