import fc from 'fast-check'
import type { TraceLine } from '../driver/index.ts'
import { anyStep, type ProgramOptions } from './any-program.ts'
import { perform } from './perform.ts'
import { isAsleep, type Side } from './side.ts'
import { describeStep, makers, type Step } from './step.ts'

/**
 * Make an arbitrary of fast-check commands that hold one world against another.
 *
 * Each command performs one step on both sides and fails unless both show the same: results, errnos,
 * who sleeps, who is signaled, who wakes and who dies. Descriptors and process ids may differ, and
 * so may the order of what happens in one instant.
 *
 * @param options
 *   What the commands may be made of. On a real kernel `seconds` that pass are slept.
 * @returns
 *   For `fc.asyncModelRun`, whose set-up gives two sides: the model and the system under test.
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
    // A program has one thread a process: who sleeps makes no call.
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

/** Lines without what two kernels may differ in, in an order that is no matter of theirs. */
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

/** A result without numbers that each kernel gives as it likes. */
function plain(call: string, result: unknown): unknown {
  if (makers[call] !== undefined) return makers[call]
  if (call !== 'stat' && call !== 'nextSignal') return result
  if (typeof result !== 'object' || result === null) return result
  const { blocks: _, si_fd: __, ...rest } = result as TraceLine
  return rest
}
