import type { VFile } from 'vfile'
import type { Comparison } from './compare-output.ts'
import { type CompileOptions, outFolder } from './compile-outputs.ts'
import { exitCode } from './exit-code.ts'
import { hasErrors } from './has-errors.ts'
import { type Outlet, type Output, putOutput } from './output.ts'
import { plural } from './plural.ts'
import { printEnd } from './print-end.ts'
import { openPublication } from './publish.ts'
import type { Manual } from './read-manual.ts'
import { relativeTo } from './relative-to.ts'
import type { Invocation } from './verbs.ts'

/** Pages, compiled into an outlet. */
export interface Compiled {
  /** Those that have messages, at least. */
  readonly files: readonly VFile[]
  /** Where the output goes, and how many files it has; absent where a page has errors. */
  readonly output?: { readonly folder: string; readonly count: number }
}

/** A way from pages to files; nothing where it could not be gone to its end. */
type Way = (invocation: Invocation, outlet: Outlet) => Promise<Compiled | undefined>

/** A verb that compiles pages from recorded outcomes. */
export interface PublishVerb {
  /** How to call it again: `manproof man`. */
  readonly command: string
  /** Whether it always needs every page. */
  readonly needsAll: boolean
  /** Compiles only what has changed. */
  readonly quick?: Way
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
  const run = invocation.values['check'] ? compareWay : publishWay
  const quick = verb.quick && (await run(verb, invocation, verb.quick))
  if (quick !== undefined) return quick
  const code = await run(verb, invocation, (...about) => compileManual(verb, ...about))
  return code ?? exitCode.interrupted
}

async function publishWay(
  verb: PublishVerb,
  invocation: Invocation,
  way: Way,
): Promise<number | undefined> {
  const { io } = invocation
  using publication = openPublication()
  const compiled = await way(invocation, publication)
  if (io.signal.aborted) return exitCode.interrupted
  if (!compiled) return undefined
  const { files, output } = compiled
  if (!output || (await hasErrors(files))) return fail(files, invocation)
  const changed = publication.commit()
  await printEnd(files, io, `${titleOf(output, io)}, ${changed} changed`)
  io.stderr(`${verb.hint(output.folder, io)}\n`)
  return exitCode.clean
}

async function compareWay(
  verb: PublishVerb,
  invocation: Invocation,
  way: Way,
): Promise<number | undefined> {
  const { io } = invocation
  using comparison = await newComparison(verb, io)
  const compiled = await way(invocation, comparison)
  if (io.signal.aborted) return exitCode.interrupted
  if (!compiled) return undefined
  const { output } = compiled
  const files = output ? [...compiled.files, ...comparison.stale()] : compiled.files
  if (!output || (await hasErrors(files))) return fail(files, invocation)
  await printEnd(files, io, `${titleOf(output, io)}, as compiled`)
  return exitCode.clean
}

/** Apart, since TypeScript 6.0.3 does not rename what is imported in a function with `using`. */
async function newComparison({ command }: PublishVerb, io: Invocation['io']): Promise<Comparison> {
  const { openComparison } = await import('./compare-output.ts')
  return openComparison(io, command)
}

function titleOf({ folder, count }: NonNullable<Compiled['output']>, io: Invocation['io']): string {
  return `${relativeTo(io.cwd, folder)}: ${plural(count, 'file')}`
}

async function compileManual(
  verb: PublishVerb,
  { values, positionals, io }: Invocation,
  outlet: Outlet,
): Promise<Compiled> {
  const [{ readManual }, { requireEvidence }] = await Promise.all([
    import('./read-manual.ts'),
    import('./require-evidence.ts'),
  ])
  const manual = await readManual(io, verb.needsAll ? [] : positionals)
  if (verb.needsAll && positionals.length > 0) await readManual(io, positionals)
  const { evidence, files } = await requireEvidence(manual)
  const all = [...manual.files, ...files]
  if (await hasErrors(all)) return { files: all }
  const out = outFolder(values['out'], io.cwd)
  const output = await verb.compile(manual, { evidence, ...(out !== undefined && { out }) })
  putOutput(outlet, output)
  return { files: all, output: { folder: output.folder, count: output.files.length } }
}

async function fail(files: Compiled['files'], { io }: Invocation): Promise<number> {
  await printEnd(files, io, 'nothing written')
  return exitCode.findings
}
