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

Make the calls of an example or of a trace in every order that their processes allow, with the
kernel slow or quick and deadlines early or late, on a simulated target. Print what each call can
come to; for each claim of an example whether it holds in all orders, in some or in none, and for a
trace where a call differs from what was written, with the shortest way there; then whatever breaks
an invariant, as a trace to replay and as a chart. Complete or bounded is always said.

With --recorded, judge instead whether OUTPUT, as recorded from a kernel or from a replay of TRACE,
is one that the target allows; name the first line that it does not, and what it allows there.

  EXAMPLE          PAGE#NAME, or the name of an example; its calls are those of a run
  TRACE            a file of JSON Lines; \`-\` reads standard input
  --target NAME    a simulated target (default: $MANPROOF_TARGET, else sim:rfc-v1)
  --from ID        first call that is explored; those before it are made in order
                   (default: the first \`async\` call, else the first call)
  --max-states N   stop after so many states (default 200000)
  --max-depth N    follow no path further than so many steps
  --trace FILE     write the shortest order in which the first claim fails, as a trace;
                   FILE must not be there yet
  --findings       print only what breaks an invariant, with charts, as a page can quote it
  --no-reduction   try also the orders that cannot matter
  --recorded FILE  output to judge
  --numbers KIND   \`exact\`: process ids, handles and times are those of the simulator;
                   \`renamed\` (default): they are those of a real kernel
  --json           print data

Examples:
  manproof explore gup-dax#opt-in
  manproof explore break.jsonl --target sim:rfc-v2 --json
  manproof replay break.jsonl --target host > seen.jsonl
  manproof explore break.jsonl --recorded seen.jsonl --target sim:linux-6.18

Exit status: 0; 1 where a claim does not hold in every order, where an invariant is broken and no
row of the specification says so, or where an output is not allowed; 2 wrong usage or malformed input.
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
      const found = what === undefined ? 'nothing' : `${positionals.length} words`
      throw usageError(`Unexpected ${found} to explore, expected one example or trace`)
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

/** Let Ctrl-C through. */
async function listen(signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => void setImmediate(resolve))
  signal.throwIfAborted()
}

/** The first call that is explored; undefined: the first of all. */
function firstOf({ scenario }: LoadedScenario, word: unknown): TraceCall['id'] | undefined {
  if (word === undefined) return scenario.calls.find(({ async }) => async)?.id
  const found = scenario.calls.find(({ id }) => String(id) === word)
  if (found !== undefined) return found.id
  throw usageError(`Unexpected call \`${word}\`, expected the id of a call`)
}

/** Write the first counterexample that can be replayed; no file if there is none. */
function writeCounterexample(file: unknown, judged: readonly JudgedClaim[], io: Io): void {
  if (typeof file !== 'string') return
  const [lines] = judged.flatMap(({ counterexample }) =>
    counterexample?.trace === undefined ? [] : [counterexample.trace],
  )
  if (lines === undefined) {
    io.stderr(`No claim fails in an order that a replay can follow: \`${file}\` is not written\n`)
    return
  }
  const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('')
  try {
    const path = resolve(io.cwd, file)
    // A pipe or a terminal may be written to; a file may have come while we searched.
    writeFileSync(path, text, { flag: existsSync(path) && !isFile(path) ? 'w' : 'wx' })
  } catch (error) {
    throw systemError(`Cannot write \`${file}\``, error)
  }
}

/** A trace takes the place of nothing. */
function assertNew(file: unknown, io: Io): void {
  if (typeof file !== 'string' || !isFile(resolve(io.cwd, file))) return
  throw usageError(`Unexpected file \`${file}\`, expected none; remove it, or name another one`)
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
