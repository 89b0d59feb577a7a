import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import {
  nameConstants,
  type ReadTrace,
  readTrace,
  type SimProfile,
  simProfiles,
  simTarget,
  TraceError,
  type TraceLine,
} from '../driver/index.ts'
import { readManual } from '../manual/index.ts'
import { CliError, exitCode, systemError, usageError, visibleLine } from '../message/index.ts'
import type { Target } from '../outcome/index.ts'
import { expectedOf } from '../words/index.ts'
import type { Io } from './io.ts'
import { type LoadedClaim, loadClaims } from './load-claims.ts'
import { printMessages } from './print-messages.ts'
import { type SitedTrace, traceMark } from './tracing-driver.ts'

/** Something to explore. */
export interface LoadedScenario {
  /** File, or `PAGE#NAME`. */
  readonly name: string
  readonly scenario: ReadTrace
  /** The same, in which a process without threads makes no call beside another. */
  readonly explored: ReadTrace
  /** Input lines by which the calls can be shown; the world's line is the first, if there is one. */
  readonly lines: readonly TraceLine[]
  /** What the page says of the calls; empty for a trace. */
  readonly claims: readonly LoadedClaim[]
}

/**
 * Find the simulated kernel that a word means.
 *
 * @param word
 *   `sim:PROFILE` or a profile; default: `MANPROOF_TARGET`, else `sim:rfc-v1`.
 * @throws {CliError} exit 2
 *   If it means none: only the simulator can be explored.
 */
export function profileOf(word: unknown, io: Io): SimProfile {
  const given = typeof word === 'string' ? word : io.env['MANPROOF_TARGET'] || 'sim:rfc-v1'
  const name = given.replace(/^sim:/, '')
  const found = simProfiles.find((profile) => profile === name)
  if (found !== undefined) return found
  const known = simProfiles.map((profile) => `sim:${profile}`)
  throw usageError(`Unexpected target \`${given}\`, expected ${expectedOf(given, known)}`)
}

/**
 * Load a trace, or run an example and take its calls.
 *
 * @param what
 *   A file, `-`, `PAGE#NAME`, or the name of an example.
 * @throws {CliError} exit 2
 *   If there is no such thing, or the trace is malformed; each problem is printed with its place.
 */
export async function loadScenario(
  what: string,
  profile: SimProfile,
  io: Io,
): Promise<LoadedScenario> {
  const isFile = what === '-' || existsSync(resolve(io.cwd, what))
  const looksLikeFile = /[./]/.test(what) && !what.includes('#')
  if (!isFile && !looksLikeFile) return loadExample(what, profile, io)
  return parse(what === '-' ? '<stdin>' : what, await textOf(what, io), io)
}

/**
 * Read a file, or standard input.
 *
 * @throws {CliError} exit 3
 *   If it cannot be read.
 */
export async function textOf(file: string, io: Io): Promise<string> {
  if (file === '-') return io.stdin()
  try {
    return await readFile(resolve(io.cwd, file), 'utf8')
  } catch (error) {
    throw systemError(`Cannot read \`${file}\``, error)
  }
}

function parse(name: string, text: string, io: Io): LoadedScenario {
  try {
    const scenario = readTrace(text)
    const lines = text
      .replace(/^\uFEFF/, '')
      .split(/\r?\n/)
      .filter((line) => line.trim() !== '')
      .map((line) => nameConstants(JSON.parse(line) as TraceLine))
    return { name, scenario, explored: scenario, lines, claims: [] }
  } catch (error) {
    if (!(error instanceof TraceError)) throw error
    for (const { line, column, reason } of error.problems) {
      io.stderr(`${visibleLine(`${name}:${line}:${column}: error: ${reason}`)}\n`)
    }
    throw new CliError(`Cannot read the trace \`${name}\``, exitCode.usage, error)
  }
}

async function loadExample(what: string, profile: SimProfile, io: Io): Promise<LoadedScenario> {
  const [before, after] = what.split('#')
  const [page, name] = after === undefined ? [undefined, before] : [before, after]
  const manual = await readManual(io.cwd, page === undefined ? [] : [page])
  const found = manual.specs.flatMap((spec) =>
    spec.examples
      .filter(({ labels }) => labels.name === name)
      .map((example) => ({ spec, example })),
  )
  const [first, second] = found
  if (first === undefined || name === undefined) {
    const known = manual.specs.flatMap((spec) => spec.examples.map(({ labels }) => labels.name))
    throw usageError(`Unexpected example \`${what}\`, expected ${expectedOf(name ?? '', known)}`)
  }
  if (second !== undefined) {
    const pages = found.map(({ spec }) => `\`${spec.file.path}#${name}\``).join(' or ')
    throw usageError(`Unexpected example \`${what}\` in several pages, expected ${pages}`)
  }
  const { runExamples } = await import('../run/index.ts')
  const target = tracingTarget(profile)
  const filter = (run: { readonly example: unknown }): boolean => run.example === first.example
  for await (const event of runExamples([first.spec], [target], { filter, signal: io.signal })) {
    if (event.type !== 'summary') continue
    const [result] = event.results
    const chosen = chooseTrace(result?.output ?? '')
    if (chosen !== undefined) {
      const input = chosen.trace.input.map((line) => JSON.stringify(line)).join('\n')
      const loaded = parse(`${first.spec.file.path}#${name}`, input, io)
      return {
        ...loaded,
        explored: withoutThreads(loaded.scenario, chosen.threaded),
        claims: loadClaims(first.spec.file.path, first.example, { chosen, target }),
      }
    }
    printMessages([first.spec.file], io)
    const reason = result?.skip?.reason ?? 'it opens no world'
    throw usageError(`Cannot explore \`${what}\` on \`${target.name}\`: ${reason}`)
  }
  throw new Error('Unexpected end of a run, expected its summary')
}

/** An export says of every call that slept that others came after it, whoever made them. */
function withoutThreads(scenario: ReadTrace, threaded: readonly unknown[]): ReadTrace {
  const calls = scenario.calls.map((call) => ({
    ...call,
    async: call.async && threaded.includes(call.id),
  }))
  return { ...scenario, calls }
}

/** The simulator, with worlds that tell their calls. */
function tracingTarget(profile: SimProfile): Target {
  const target = simTarget(profile)
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js'
  const module = new URL(`./tracing-driver.${extension}`, import.meta.url).href
  return { ...target, module, options: { target: target.name } }
}

/** Of the worlds of a run, the first in which somebody sleeps, else the first. */
function chooseTrace(output: string): SitedTrace | undefined {
  const traces = output.split('\n').flatMap((line) => {
    return line.startsWith(traceMark)
      ? [JSON.parse(line.slice(traceMark.length)) as SitedTrace]
      : []
  })
  const sleeps = traces.find(({ trace }) => trace.output.some((line) => line['blocked'] === true))
  return sleeps ?? traces[0]
}
