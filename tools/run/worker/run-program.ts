import { createRequire } from 'node:module'
import type { Outcome } from '../../outcome/index.ts'
import type { CurrentRun } from './current-run.ts'
import { loadModule } from './load-module.ts'
import { openObserver } from './observe.ts'
import { Script } from './originals.ts'

type Program = (probe: object, helpers: object) => Promise<void>

/** Run a compiled example; rejects with what it throws. */
export async function runProgram(
  run: CurrentRun,
  report: (index: number, outcome: Outcome, note?: string) => void,
): Promise<void> {
  const { request } = run
  // The wrapper's line is line 0, so that the program's first is line 1.
  const script = new Script(request.code, {
    filename: `manproof-example-${request.id}`,
    lineOffset: -1,
  })
  const program = script.runInThisContext() as Program
  const probe = {
    ...openObserver(run, report),
    at: run.at,
    import: (specifier: string, options?: ImportCallOptions) =>
      loadModule(specifier, request.base, options),
    meta: { url: new URL(request.path, request.base).href },
  }
  await program(probe, { usingCtx })
}

const usingCtx: () => unknown = createRequire(import.meta.url)(
  '@oxc-project/runtime/helpers/usingCtx',
)
