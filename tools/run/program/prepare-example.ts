import {
  GREATEST_LOWER_BOUND,
  LEAST_UPPER_BOUND,
  originalPositionFor,
  TraceMap,
} from '@jridgewell/trace-mapping'
import { transformSync } from 'oxc-transform'
import { type Example, syntaxOf } from '../../page/index.ts'
import { instrument } from './instrument.ts'
import type { Node } from './syntax.ts'

/** A compiled example, for any target; plain data. */
export interface Program {
  /** JavaScript: an expression whose value is an async function of the harness and its helpers. */
  readonly code: string
  /** Source map mappings of `code`, without its first line, to the instrumented text. */
  readonly compiled: string
  /** Source map mappings of the instrumented text to the example's code. */
  readonly instrumented: string
  /** Error of the compiler; if present, `code` is empty and not run. */
  readonly error?: { readonly message: string; readonly offset: number }
}

/**
 * Compile an example once for all targets.
 *
 * @param example
 *   Example of a page.
 * @returns
 *   Program, with `error` if the code does not compile.
 */
export function prepareExample(example: Example): Program {
  const parsed = syntaxOf(example)
  const [fault] = parsed.errors
  if (fault) return refused(fault.message, fault.labels[0]?.start ?? 0)
  // The tree is plain JSON; its hundred node types have nothing else in common.
  const tree = parsed.program as unknown as Node
  const text = instrument(example.code, tree, example.expectations)
  const source = text.toString()
  const instrumented = text.generateMap({ hires: true }).mappings
  const result = transformSync('example.ts', source, {
    lang: 'ts',
    sourceType: 'module',
    // The newest syntax that Node 20 has; `await using` is lowered.
    target: 'es2022',
    sourcemap: true,
    helpers: { mode: 'External' as never },
  })
  const [refusal] = result.errors
  if (refusal) {
    const before = source.slice(0, refusal.labels[0]?.start ?? 0).split('\n')
    const at = { line: before.length, column: before.at(-1)?.length ?? 0 }
    return refused(refusal.message, offsetOf(example, beforeProbes(instrumented, at)) ?? 0)
  }
  const code = `(async($manproof,babelHelpers)=>{"use strict";\n${result.code}\n})`
  return { code, compiled: result.map?.mappings ?? '', instrumented }
}

function refused(message: string, offset: number): Program {
  return { code: '', compiled: '', instrumented: '', error: { message, offset } }
}

/**
 * Map a position in a running program back to an offset into the example's code.
 *
 * @param program
 *   From `prepareExample`.
 * @param example
 *   Example that it was compiled from.
 * @param at
 *   1-based line and column as V8 reports them, the wrapper's line not counted.
 * @returns
 *   Offset, 0-based; `undefined` if no code of the example is there.
 */
export function offsetInCode(
  program: Program,
  example: Example,
  at: { line: number; column: number },
): number | undefined {
  const found = originalPositionFor(mapOf(program.compiled), { ...at, column: at.column - 1 })
  if (found.line === null) return undefined
  return offsetOf(example, beforeProbes(program.instrumented, found))
}

/** A 1-based line and a 0-based column. */
interface Point {
  readonly line: number
  readonly column: number
}

/** Inserted text maps to the code that follows it or, at the end of a line, precedes it. */
function beforeProbes(mappings: string, at: Point): Point | undefined {
  const map = mapOf(mappings)
  for (const bias of [LEAST_UPPER_BOUND, GREATEST_LOWER_BOUND] as const) {
    const found = originalPositionFor(map, { ...at, bias })
    if (found.line !== null) return found
  }
  return undefined
}

function mapOf(mappings: string): TraceMap {
  return new TraceMap({ version: 3, names: [], sources: ['example.ts'], mappings })
}

function offsetOf({ code }: Example, at: Point | undefined): number | undefined {
  if (at === undefined) return undefined
  const lines = code.split('\n').slice(0, at.line - 1)
  return lines.reduce((sum, line) => sum + line.length + 1, 0) + at.column
}
