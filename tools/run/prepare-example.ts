import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping'
import { parseSync } from 'oxc-parser'
import { transformSync } from 'oxc-transform'
import type { Example } from '../page/index.ts'
import { instrument } from './instrument.ts'
import { type Edit, splice, unsplice } from './splice.ts'
import type { Node } from './syntax.ts'

/** An example made ready to run on any target; plain data. */
export interface Program {
  /** JavaScript: an expression whose value is an async function of the harness and its helpers. */
  readonly code: string
  /** Mappings of `code` without its first line, as in a source map. */
  readonly mappings: string
  /** Edits between the example's code and what was compiled. */
  readonly edits: readonly Edit[]
  /** What the compiler refused; then `code` throws nothing and is not run. */
  readonly error?: { readonly message: string; readonly offset: number }
}

/**
 * Compile an example once for all targets.
 *
 * @param example
 *   Example of a page.
 * @returns
 *   A program; with `error` where the code cannot be compiled.
 */
export function prepareExample(example: Example): Program {
  const parsed = parseSync('example.ts', example.code, { lang: 'ts', sourceType: 'module' })
  const [fault] = parsed.errors
  if (fault) return refused(fault.message, fault.labels[0]?.start ?? 0)
  // The tree is plain JSON; its hundred node types have nothing else in common.
  const tree = parsed.program as unknown as Node
  const edits = instrument(example.code, tree, example.expectations)
  const spliced = splice(example.code, edits)
  const result = transformSync('example.ts', spliced, {
    lang: 'ts',
    sourceType: 'module',
    // The newest syntax that Node 20 has; it lowers `await using`.
    target: 'es2022',
    sourcemap: true,
    helpers: { mode: 'External' as never },
  })
  const [refusal] = result.errors
  if (refusal) {
    return refused(refusal.message, unsplice(edits, refusal.labels[0]?.start ?? 0))
  }
  const code = `(async($manproof,babelHelpers)=>{"use strict";\n${result.code}\n})`
  return { code, mappings: result.map?.mappings ?? '', edits }
}

function refused(message: string, offset: number): Program {
  return { code: '', mappings: '', edits: [], error: { message, offset } }
}

/**
 * Map a position in a running program back to an offset into the example's code.
 *
 * @param program
 *   From `prepareExample`.
 * @param example
 *   What it was made of.
 * @param at
 *   1-based line and column as V8 reports them, the wrapper's line not counted.
 * @returns
 *   Offset, 0-based; undefined where nothing of the example stands.
 */
export function offsetInCode(
  program: Program,
  example: Example,
  at: { line: number; column: number },
): number | undefined {
  const map = new TraceMap({
    version: 3,
    names: [],
    sources: ['example.ts'],
    mappings: program.mappings,
  })
  const found = originalPositionFor(map, { line: at.line, column: at.column - 1 })
  if (found.line === null) return undefined
  const spliced = splice(example.code, program.edits)
  const lines = spliced.split('\n').slice(0, found.line - 1)
  const start = lines.reduce((sum, line) => sum + line.length + 1, 0)
  return unsplice(program.edits, start + found.column)
}
