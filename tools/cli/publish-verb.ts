import { worstLevel } from '../message/index.ts'
import { compareOutput } from './compare-output.ts'
import { type CompileOptions, outFolder } from './compile-outputs.ts'
import { exitCode } from './exit-code.ts'
import { plural, printCounts } from './print-counts.ts'
import { printMessages } from './print-messages.ts'
import { type Output, publish } from './publish.ts'
import { type Manual, readManual } from './read-manual.ts'
import { relativeTo } from './relative-to.ts'
import { requireEvidence } from './require-evidence.ts'
import type { Invocation } from './verbs.ts'

/** A verb that compiles pages from recorded outcomes. */
export interface PublishVerb {
  /** How to call it again: `manproof man`. */
  readonly command: string
  /** Whether it always needs every page. */
  readonly needsAll: boolean
  compile(manual: Manual, options: CompileOptions): Promise<Output>
  /** What to type next. */
  hint(folder: string, io: Invocation['io']): string
}

/**
 * Write an output, or compare it with what is on disk.
 *
 * @param verb
 *   What it compiles.
 * @param invocation
 *   Command line with `check` and `out`.
 * @returns
 *   Exit code.
 */
export async function runPublish(verb: PublishVerb, invocation: Invocation): Promise<number> {
  const { values, positionals, io } = invocation
  const manual = await readManual(io, verb.needsAll ? [] : positionals)
  if (verb.needsAll && positionals.length > 0) await readManual(io, positionals)
  const { evidence, files } = await requireEvidence(manual)
  const before = [...manual.files, ...files]
  if (worstLevel(before) === 'error') return fail(before, invocation)
  const out = outFolder(values['out'], io.cwd)
  const output = await verb.compile(manual, { evidence, ...(out !== undefined && { out }) })
  const stale = values['check'] ? await compareOutput(output, io, verb.command) : []
  const all = [...before, ...stale]
  if (worstLevel(all) === 'error') return fail(all, invocation)
  if (io.signal.aborted) return exitCode.interrupted
  const count = values['check'] ? 0 : await publish([output])
  printMessages(all, io)
  const folder = relativeTo(io.cwd, output.folder)
  const done = values['check'] ? 'as compiled' : `${count} changed`
  printCounts(all, io, `${folder}: ${plural(output.files.length, 'file')}, ${done}`)
  if (!values['check']) io.stderr(`${verb.hint(output.folder, io)}\n`)
  return exitCode.clean
}

function fail(files: Manual['files'], { io }: Invocation): number {
  printMessages(files, io)
  printCounts(files, io, 'nothing written')
  return exitCode.findings
}
