import type { VFile } from 'vfile'
import { exitCode, worstLevel } from '../../message/index.ts'
import { compareOutput, type Output, publish } from '../../publish/index.ts'
import { plural } from '../../words/index.ts'
import { printEnd } from '../print/print-end.ts'
import { relativeTo } from '../print/relative-to.ts'
import type { Invocation } from '../verb.ts'

/** Pages, compiled or refused. */
export interface Compiled {
  /** Those that have messages, at least. */
  readonly files: readonly VFile[]
  /** Absent where a page has an error. */
  readonly output?: Output
}

/** A verb that compiles pages from recorded outcomes. */
export interface PublishVerb {
  /** How to call it again: `manproof man`. */
  readonly command: string
  /** Nothing where it was ended by Ctrl-C. */
  compile(invocation: Invocation): Promise<Compiled | undefined>
  /** What to type next. */
  hint(folder: string, io: Invocation['io']): string
}

/**
 * Write an output, or compare it with what is on disk.
 *
 * @param verb
 *   What it compiles.
 * @param invocation
 *   Command line with `check`.
 * @returns
 *   Exit code.
 */
export async function runPublish(verb: PublishVerb, invocation: Invocation): Promise<number> {
  const { io, values } = invocation
  const compiled = await verb.compile(invocation)
  if (compiled === undefined || io.signal.aborted) return exitCode.interrupted
  const { output, files } = compiled
  const stale = output && values['check'] ? await compareOutput(output, io, verb.command) : []
  const all = [...files, ...stale]
  if (output === undefined || worstLevel(all) === 'error') {
    printEnd(all, io, 'nothing written')
    return exitCode.findings
  }
  const title = `${relativeTo(io.cwd, output.folder)}: ${plural(output.files.length, 'file')}`
  if (values['check']) {
    printEnd(all, io, `${title}, as compiled`)
    return exitCode.clean
  }
  const changed = publish([output])
  printEnd(all, io, `${title}, ${changed} changed`)
  io.stderr(`${verb.hint(output.folder, io)}\n`)
  return exitCode.clean
}
