import { worstLevel } from '../message/index.ts'
import { compareOutput } from './compare-output.ts'
import { type CompileOptions, outFolder } from './compile-outputs.ts'
import { exitCode } from './exit-code.ts'
import { plural, printCounts } from './print-counts.ts'
import { printMessages } from './print-messages.ts'
import { type Output, publish } from './publish.ts'
import type { Manual } from './read-manual.ts'
import { relativeTo } from './relative-to.ts'
import type { Invocation } from './verbs.ts'

/** Pages without errors, compiled. */
export interface Compiled {
  /** Pages with warnings, and those that were compiled. */
  readonly files: Manual['files']
  readonly output: Output
}

/** A verb that compiles pages from recorded outcomes. */
export interface PublishVerb {
  /** How to call it again: `manproof man`. */
  readonly command: string
  /** Whether it always needs every page. */
  readonly needsAll: boolean
  /** Compiles only what has changed; nothing where a page has errors, which takes longer. */
  quick?(invocation: Invocation): Promise<Compiled | undefined>
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
  const { values, io } = invocation
  const quick = await verb.quick?.(invocation)
  if (io.signal.aborted) return exitCode.interrupted
  const { files: before, output } = quick ?? (await compileManual(verb, invocation))
  if (!output) return fail(before, invocation)
  const stale = values['check'] ? await compareOutput(output, io, verb.command) : []
  const all = [...before, ...stale]
  if (worstLevel(all) === 'error') return fail(all, invocation)
  if (io.signal.aborted) return exitCode.interrupted
  const changed = values['check'] ? 0 : await publish([output])
  printMessages(all, io)
  const folder = relativeTo(io.cwd, output.folder)
  const count = output.files.length + (output.kept?.length ?? 0)
  const done = values['check'] ? 'as compiled' : `${changed} changed`
  printCounts(all, io, `${folder}: ${plural(count, 'file')}, ${done}`)
  if (!values['check']) io.stderr(`${verb.hint(output.folder, io)}\n`)
  return exitCode.clean
}

async function compileManual(
  verb: PublishVerb,
  { values, positionals, io }: Invocation,
): Promise<{ readonly files: Manual['files']; readonly output?: Output }> {
  const [{ readManual }, { requireEvidence }] = await Promise.all([
    import('./read-manual.ts'),
    import('./require-evidence.ts'),
  ])
  const manual = await readManual(io, verb.needsAll ? [] : positionals)
  if (verb.needsAll && positionals.length > 0) await readManual(io, positionals)
  const { evidence, files } = await requireEvidence(manual)
  const all = [...manual.files, ...files]
  if (worstLevel(all) === 'error') return { files: all }
  const out = outFolder(values['out'], io.cwd)
  return {
    files: all,
    output: await verb.compile(manual, { evidence, ...(out !== undefined && { out }) }),
  }
}

function fail(files: Manual['files'], { io }: Invocation): number {
  printMessages(files, io)
  printCounts(files, io, 'nothing written')
  return exitCode.findings
}
