import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { type SimProfile, simProfiles, simTarget, TraceError } from '../../driver/index.ts'
import { readManual } from '../../manual/parsed/index.ts'
import { CliError, exitCode, systemError, usageError } from '../../message/index.ts'
import {
  type CallClaim,
  chooseTrace,
  claimsOfRun,
  type Explorable,
  explorableOf,
  readExplorable,
} from '../../orders/index.ts'
import { readNamedFile } from '../../project/index.ts'
import { expectedOf } from '../../words/index.ts'
import type { Io } from '../io.ts'
import { printMessages } from '../print/print-messages.ts'
import { printProblems } from './print-problems.ts'

/** A trace, or the calls of an example. */
export interface LoadedScenario extends Explorable {
  /** File, or `PAGE#NAME`. */
  readonly name: string
  /** Claims of the page about the calls; empty for a trace. */
  readonly claims: readonly CallClaim[]
}

/**
 * Find the simulated kernel to explore.
 *
 * @param word
 *   `sim:PROFILE` or a profile; default: `MANPROOF_TARGET`, else `sim:rfc-v1`.
 * @throws {CliError} exit 2
 *   If there is no such profile, as for targets outside the simulator.
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
 * Load a trace, or run an example and trace its calls.
 *
 * @param what
 *   File, `-`, `PAGE#NAME`, or the name of an example.
 * @throws {CliError} exit 2
 *   If there is no such example, or the trace is malformed; its problems are printed.
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
 * Read a file, or standard input for `-`.
 *
 * @throws {CliError} exit 3
 *   If the file cannot be read.
 */
export async function textOf(file: string, io: Io): Promise<string> {
  if (file === '-') return io.stdin()
  try {
    return await readNamedFile(resolve(io.cwd, file))
  } catch (error) {
    throw systemError(`Cannot read \`${file}\``, error)
  }
}

function parse(name: string, text: string, io: Io): LoadedScenario {
  try {
    return { name, ...readExplorable(text), claims: [] }
  } catch (error) {
    if (!(error instanceof TraceError)) throw error
    printProblems(name, error, io)
    throw new CliError(`Cannot read the trace \`${name}\``, exitCode.usage, error)
  }
}

async function loadExample(what: string, profile: SimProfile, io: Io): Promise<LoadedScenario> {
  const [before, after] = what.split('#')
  const [wanted, name] = after === undefined ? [undefined, before] : [before, after]
  const manual = await readManual(io.cwd, wanted === undefined ? [] : [wanted])
  const found = manual.pages.flatMap((page) =>
    page.examples
      .filter(({ labels }) => labels.name === name)
      .map((example) => ({ page, example })),
  )
  const [first, second] = found
  if (first === undefined || name === undefined) {
    const known = manual.pages.flatMap((page) => page.examples.map(({ labels }) => labels.name))
    throw usageError(`Unexpected example \`${what}\`, expected ${expectedOf(name ?? '', known)}`)
  }
  if (second !== undefined) {
    const pages = found.map(({ page }) => `\`${page.file.path}#${name}\``).join(' or ')
    throw usageError(`Unexpected name \`${what}\` of several examples, expected ${pages}`)
  }
  const { runExamples } = await import('../../run/index.ts')
  const target = simTarget(profile)
  const filter = (run: { readonly example: unknown }): boolean => run.example === first.example
  for await (const event of runExamples([first.page], [target], { filter, signal: io.signal })) {
    if (event.type !== 'summary') continue
    const [result] = event.results
    const chosen = chooseTrace(result?.traces ?? [])
    if (result !== undefined && chosen !== undefined) {
      const path = `${first.page.file.path}#${name}`
      return { name: path, ...explorableOf(chosen), claims: claimsOfRun(result, chosen) }
    }
    printMessages([first.page.file], io)
    const reason = result?.skip?.reason ?? 'the example opens no world'
    throw usageError(`Cannot explore \`${what}\` on \`${target.name}\`: ${reason}`)
  }
  throw new Error('Missing summary of a run')
}
