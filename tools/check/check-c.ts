import type { Code } from 'mdast'
import { visit } from 'unist-util-visit'
import { report } from '../message/index.ts'
import type { Spec } from '../spec/index.ts'
import { readCLabels } from './c-labels.ts'
import { makeCUnit } from './c-unit.ts'
import { type CDiagnostic, type CVerdict, compileC } from './compile-c.ts'

/** How C fences are checked. */
export interface CheckCOptions {
  /** Command of the compiler, and its first arguments; default: `cc`. */
  readonly compiler?: string
  /** Longest time of one fence, in milliseconds; default: 20,000. */
  readonly timeoutMs?: number
  /** Ends the compilers that run; what they were to say is not said. */
  readonly signal?: AbortSignal
}

/** What became of the C fences of a manual. */
export interface CChecked {
  readonly compiled: number
  /** Fences with a label `norun`. */
  readonly norun: number
  /** Fences that nobody looked at, because there is no compiler. */
  readonly skipped: number
}

const whole = 'A fence in C is a translation unit'
/** What a header that is missing makes a compiler say. */
const undeclared = /implicit declaration|undeclared|undefined identifier|unknown type name/

/** As many compilers at a time. */
const width = 4

/**
 * Compile every fence in language `c` for its syntax and its types, so that no SYNOPSIS rots.
 *
 * @param specs
 *   Pages; what the compiler says becomes messages on them, at the place in the page.
 * @param options
 *   Compiler.
 * @returns
 *   How many fences were compiled, were not to be, and could not be.
 */
export async function checkC(
  specs: readonly Spec[],
  { compiler = 'cc', timeoutMs = 20_000, signal }: CheckCOptions = {},
): Promise<CChecked> {
  const waiting = specs.flatMap(findFences)
  const total = { compiled: 0, norun: 0, skipped: 0 }
  const compile = (text: string): Promise<CVerdict> =>
    compileC(compiler, text, { timeoutMs, signal })
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      if (signal?.aborted) return
      total[await checkFence(next.spec, next.node, compile)]++
    }
  }
  await Promise.all(Array.from({ length: width }, work))
  return total
}

function findFences(spec: Spec): { spec: Spec; node: Code }[] {
  const found: { spec: Spec; node: Code }[] = []
  visit(spec.tree, 'code', (node) => {
    if (node.lang === 'c') found.push({ spec, node })
  })
  return found
}

async function checkFence(
  spec: Spec,
  node: Code,
  compile: (text: string) => Promise<CVerdict>,
): Promise<keyof CChecked> {
  const { headers, norun } = readCLabels(spec, node)
  if (norun !== undefined) return 'norun'
  const path = spec.file.path
  const line = (node.position?.start.line ?? 0) + 1
  const { text } = makeCUnit({ code: node.value, headers, path, line })
  const verdict = await compile(text)
  if ('missing' in verdict) return 'skipped'
  if ('failure' in verdict) {
    report(spec.file, 'c-error', `Cannot compile: ${verdict.failure}`, node.position)
    return 'compiled'
  }
  for (const diagnostic of verdict.diagnostics) reportDiagnostic(spec, node, diagnostic)
  return 'compiled'
}

function reportDiagnostic(spec: Spec, node: Code, { path, line, column, text }: CDiagnostic): void {
  const reason = text.replaceAll(/[‘’']([^‘’']*)[‘’']/g, '`$1`').replace(/ \[-W[^\]]*\]$/, '')
  const note = undeclared.test(text)
    ? `${whole}; \`headers=fcntl.h,unistd.h\` names what it includes`
    : `${whole}; \`norun="REASON"\` leaves it out`
  const start = node.position?.start.line ?? 0
  const value = node.value.split('\n')[line - start - 1]
  if (path !== spec.file.path || value === undefined) {
    report(spec.file, 'c-error', `Unexpected C: ${reason}`, node.position, { note })
    return
  }
  // Behind the prefix of a list or a quote.
  const [source = ''] = String(spec.file)
    .split(/\r?\n/)
    .slice(line - 1, line)
  const prefix = Math.max(0, source.length - value.length)
  const before = Buffer.from(value)
    .subarray(0, column - 1)
    .toString()
  const place = { line, column: prefix + before.length + 1 }
  report(spec.file, 'c-error', `Unexpected C: ${reason}`, place, { note })
}
