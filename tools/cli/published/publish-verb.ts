import type { VFile } from 'vfile'
import { exitCode, worstLevel } from '../../message/index.ts'
import { compareOutput, type Output, publish } from '../../publish/index.ts'
import { plural } from '../../words/index.ts'
import { printEnd } from '../print/print-end.ts'
import { relativeTo } from '../print/relative-to.ts'
import type { Invocation } from '../verb.ts'

/** Pages, compiled or refused. */
export interface Compiled {
  /** Includes all that have messages. */
  readonly files: readonly VFile[]
  /** Absent if a page has an error. */
  readonly output?: Output
  /** Whether the command needs `--fresh` to notice every change. */
  readonly needsFresh?: true
}

/** A verb that compiles pages from recorded outcomes. */
export interface PublishVerb {
  /** Command to run again: `manproof man`. */
  readonly command: string
  /** Resolves to `undefined` if interrupted. */
  compile(invocation: Invocation): Promise<Compiled | undefined>
  /** Command to type next. */
  hint(folder: string, io: Invocation['io']): string
}

/**
 * Write the output of a verb or, with `--check`, compare it with the files on disk.
 */
export async function runPublish(verb: PublishVerb, invocation: Invocation): Promise<number> {
  const { io, values } = invocation
  const compiled = await verb.compile(invocation)
  if (compiled === undefined || io.signal.aborted) return exitCode.interrupted
  const { output, files, needsFresh } = compiled
  const remedy = needsFresh ? `${verb.command} --fresh` : verb.command
  const stale = output && values['check'] ? await compareOutput(output, io, remedy) : []
  const all = [...files, ...stale]
  if (output === undefined || worstLevel(all) === 'error') {
    printEnd(all, io, 'nothing written')
    return exitCode.findings
  }
  const title = `${relativeTo(io.cwd, output.folder)}: ${plural(output.files.length, 'file')}`
  if (values['check']) {
    printEnd(all, io, `${title}, up to date`)
    return exitCode.clean
  }
  const changed = publish([output])
  printEnd(all, io, `${title}, ${changed} changed`)
  io.stderr(`${verb.hint(output.folder, io)}\n`)
  return exitCode.clean
}
