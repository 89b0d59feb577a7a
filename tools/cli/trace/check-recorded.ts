import type { SimProfile, TraceLine } from '../../driver/index.ts'
import { exitCode, usageError } from '../../message/index.ts'
import type { Io } from '../io.ts'
import type { Values } from '../read-arguments.ts'
import { type LoadedScenario, textOf } from './load-scenario.ts'

/**
 * Check whether a kernel allows the recorded output of a trace, and print the verdict.
 *
 * @returns
 *   0 if it does, 1 if not.
 * @throws {CliError} exit 2
 *   If the file is not JSON Lines.
 */
export async function checkRecorded(
  loaded: LoadedScenario,
  profile: SimProfile,
  recorded: { readonly file: string; readonly values: Values; readonly io: Io },
): Promise<number> {
  const { file, values, io } = recorded
  const lines = readLines(file, await textOf(file, io))
  const { checkTrace } = await import('../../explore/index.ts')
  const numbers = values['numbers'] === 'exact' ? 'exact' : 'renamed'
  const output = lines.map(({ value }) => value)
  const check = checkTrace(profile, loaded.scenario, output, { numbers })
  if (values['json'])
    io.data(`${JSON.stringify({ target: `sim:${profile}`, ...check }, null, 2)}\n`)
  if (check.failure === undefined) {
    if (!values['json']) io.stdout(`${file}: allowed by sim:${profile}\n`)
    return exitCode.clean
  }
  if (values['json']) return exitCode.findings
  const { index, line, allowed } = check.failure
  const number = lines[index]?.number ?? (lines.at(-1)?.number ?? 0) + 1
  const found = line === undefined ? 'end of the output' : `\`${JSON.stringify(line)}\``
  const expected = allowed.map((each) => `\`${JSON.stringify(each)}\``).join(' or ')
  io.stderr(`${file}:${number}:1: error: Unexpected ${found}, expected ${expected || 'the end'}\n`)
  return exitCode.findings
}

function readLines(file: string, text: string): { number: number; value: TraceLine }[] {
  return text.split(/\r?\n/).flatMap((line, index) => {
    if (line.trim() === '') return []
    try {
      const value: unknown = JSON.parse(line)
      if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
        return [{ number: index + 1, value: value as TraceLine }]
      }
    } catch {}
    throw usageError(`Unexpected line ${index + 1} of \`${file}\`, expected a JSON object`)
  })
}
