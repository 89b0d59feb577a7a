import { existsSync, statSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { TraceCall } from '../../driver/index.ts'
import type { SearchProgress } from '../../explore/index.ts'
import { exitCode, systemError, usageError } from '../../message/index.ts'
import { type JudgedClaim, judgeClaims, outcomesAsWritten } from '../../orders/index.ts'
import type { Io } from '../io.ts'
import { exploreData } from '../print/explore-data.ts'
import { exploreText } from '../print/explore-text.ts'
import { findingsText } from '../print/findings-text.ts'
import { openProgress } from '../print/progress.ts'
import { checkRecorded } from '../trace/check-recorded.ts'
import { type LoadedScenario, loadScenario, profileOf } from '../trace/load-scenario.ts'
import type { Verb } from '../verb.ts'

const usage = `Usage: manproof explore EXAMPLE|TRACE [--target NAME] [--from ID] [--max-states N]
                        [--max-depth N] [--no-reduction] [--trace FILE]
                        [--findings | --json]
       manproof explore TRACE --recorded OUTPUT [--numbers exact|renamed] [--target NAME]

Make the calls of an example or a trace in every order that their processes allow, with a slow or
quick kernel and early or late deadlines, on a simulated target. Print the possible outcomes of
each call, and whether the search was complete. For an example, print whether each claim holds in
all orders, in some or in none; for a trace, each call that can have another outcome than in the
order written; both with the shortest order that shows it. Then print each broken invariant, with
a trace to replay and a chart.

With --recorded, check instead whether the target allows OUTPUT, as recorded from a kernel or from
a replay of TRACE. If not, print the first line that differs and what the target allows there.

  EXAMPLE          PAGE#NAME, or the name of an example; it is run to get its calls
  TRACE            file in JSON Lines; \`-\` reads standard input
  --target NAME    simulated target (default: $MANPROOF_TARGET, else sim:rfc-v1)
  --from ID        first call to explore; earlier calls are made in order
                   (default: the first \`async\` call, else the first call)
  --max-states N   stop after N states (default 200000)
  --max-depth N    follow each path for N steps at most
  --trace FILE     write the shortest order in which the first claim fails, as a trace;
                   FILE must not exist
  --findings       print only broken invariants, with charts, for quoting in a page
  --no-reduction   also try orders that cannot make a difference
  --recorded FILE  output to check
  --numbers KIND   process ids, handles and times in the output are \`exact\`, from the simulator,
                   or \`renamed\` (default), from a real kernel
  --json           print data

Examples:
  manproof explore gup-dax#opt-in
  manproof explore break.jsonl --target sim:rfc-v2 --json
  manproof replay break.jsonl --target host > seen.jsonl
  manproof explore break.jsonl --recorded seen.jsonl --target sim:linux-6.18

Exit status: 0 clean; 1 a claim does not hold in every order, an invariant is broken and no row of
the specification declares it, or an output is not allowed; 2 wrong command line or malformed input.
`

/** `manproof explore`. */
export const explore: Verb = {
  usage,
  options: {
    target: { type: 'string' },
    from: { type: 'string' },
    'max-states': { type: 'string' },
    'max-depth': { type: 'string' },
    'no-reduction': { type: 'boolean' },
    findings: { type: 'boolean' },
    trace: { type: 'string' },
    recorded: { type: 'string' },
    numbers: { type: 'string', oneOf: ['exact', 'renamed'] },
    json: { type: 'boolean' },
  },
  async run({ values, positionals, io }) {
    const [what, ...more] = positionals
    if (what === undefined || more.length > 0) {
      const problem = what === undefined ? 'Missing' : `Unexpected \`${more[0]}\`, expected one`
      throw usageError(`${problem} example or trace`)
    }
    assertNew(values['trace'], io)
    const profile = profileOf(values['target'], io)
    const loaded = await loadScenario(what, profile, io)
    if (typeof values['recorded'] === 'string') {
      return checkRecorded(loaded, profile, { file: values['recorded'], values, io })
    }
    const searching = await import('../../explore/index.ts')
    const maxStates = countOf(values['max-states'], '--max-states') ?? 200_000
    const maxDepth = countOf(values['max-depth'], '--max-depth')
    const from = firstOf(loaded, values['from'])
    const progress = openProgress(io, () => performance.now())
    const given = { profile, scenario: loaded.explored }
    const options = {
      maxStates,
      ...(maxDepth !== undefined && { maxDepth }),
      ...(from !== undefined && { from }),
      reduction: values['no-reduction'] !== true,
      together: values['json'] === true,
      onProgress: ({ states, open, depth }: SearchProgress) =>
        progress.show({
          done: states,
          total: maxStates,
          label: `states, ${open} open, ${depth} deep`,
        }),
    }
    const result = await searching
      .exploreInTurns(given, options, () => listen(io.signal))
      .finally(() => progress.close())
    const target = `sim:${profile}`
    const written = await outcomesAsWritten(loaded.scenario, target)
    const judged = judgeClaims(loaded.claims, loaded, { result, written })
    writeCounterexample(values['trace'], judged, io)
    const isBroken = result.findings.some(({ row }) => row === undefined)
    if (values['findings'] === true) {
      io.stdout(await findingsText(loaded, result))
      return isBroken ? exitCode.findings : exitCode.clean
    }
    if (values['json']) {
      io.data(`${JSON.stringify(exploreData(loaded.name, result, judged), null, 2)}\n`)
    } else {
      io.stdout(await exploreText(loaded, result, { judged, written }))
    }
    const isClaimed = judged.every(({ holds }) => holds === 'always' || holds === 'unseen')
    return isBroken || !isClaimed ? exitCode.findings : exitCode.clean
  },
}

/** Let Ctrl-C interrupt the search. */
async function listen(signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => void setImmediate(resolve))
  signal.throwIfAborted()
}

/** Id of the first call to explore; `undefined` to explore all calls. */
function firstOf({ scenario }: LoadedScenario, word: unknown): TraceCall['id'] | undefined {
  if (word === undefined) return scenario.calls.find(({ async }) => async)?.id
  const found = scenario.calls.find(({ id }) => String(id) === word)
  if (found !== undefined) return found.id
  throw usageError(`Unexpected call \`${word}\`, expected the id of a call`)
}

/** Write the first counterexample that can be replayed, if there is one. */
function writeCounterexample(file: unknown, judged: readonly JudgedClaim[], io: Io): void {
  if (typeof file !== 'string') return
  const [lines] = judged.flatMap(({ counterexample }) =>
    counterexample?.trace === undefined ? [] : [counterexample.trace],
  )
  if (lines === undefined) {
    io.stderr(`\`${file}\` not written: no claim fails in an order that a replay can follow\n`)
    return
  }
  const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('')
  try {
    const path = resolve(io.cwd, file)
    // Pipes and terminals can be written to; never overwrite a file made during the search.
    writeFileSync(path, text, { flag: existsSync(path) && !isFile(path) ? 'w' : 'wx' })
  } catch (error) {
    throw systemError(`Cannot write \`${file}\``, error)
  }
}

/** Refuse to overwrite a file. */
function assertNew(file: unknown, io: Io): void {
  if (typeof file !== 'string' || !isFile(resolve(io.cwd, file))) return
  throw usageError(`Cannot write \`${file}\`: it exists; remove it, or name another file`)
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true
}

function countOf(value: unknown, option: string): number | undefined {
  if (typeof value !== 'string') return undefined
  if (/^[1-9]\d{0,8}$/.test(value)) return Number(value)
  throw usageError(
    `Unexpected value \`${value}\` of \`${option}\`, expected a whole number above 0`,
  )
}
