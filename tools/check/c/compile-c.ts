import { openedHeaders } from './opened-headers.ts'
import { type CompilerEnd, type CompilerLimits, runCompiler } from './run-compiler.ts'

/** A diagnostic of a compiler. */
export interface CDiagnostic {
  readonly path: string
  readonly line: number
  /** 1-based, in bytes. */
  readonly column: number
  readonly text: string
}

/** Result of a compilation. */
export type CVerdict =
  /** Errors, and files that the compiler opened. */
  | { readonly diagnostics: readonly CDiagnostic[]; readonly opened: readonly string[] }
  | { readonly missing: true }
  | { readonly failure: string }

const flags = ['-x', 'c', '-std=gnu17', '-fsyntax-only', '-H', '-Wall', '-Wextra', '-Werror']
/**
 * By default, GCC counts terminal columns since release 11, where others count bytes, and shows
 * lines of any file that `#line` names.
 */
const ofGcc = ['-fdiagnostics-column-unit=byte', '-fno-diagnostics-show-caret']

/**
 * Check the syntax and the types of a translation unit with a C compiler, writing nothing.
 *
 * @param compiler
 *   Command and its first arguments: `cc`, `ccache gcc`.
 * @param text
 *   Translation unit.
 * @param limits
 *   Limits of the compiler.
 * @returns
 *   Errors; or that there is no such command; or why there is no result.
 * @see gcc(1), "Warning Options"; clang takes the same flags and prints the same form
 */
export async function compileC(
  compiler: string,
  text: string,
  limits: CompilerLimits,
): Promise<CVerdict> {
  const command = [...compiler.trim().split(/\s+/), ...flags]
  const end = await runCompiler([...command, ...ofGcc, '-'], text, limits)
  const isUnknown = 'said' in end && ofGcc.some((flag) => end.said.includes(flag))
  return verdictOf(isUnknown ? await runCompiler([...command, '-'], text, limits) : end, limits)
}

function verdictOf(end: CompilerEnd, { timeoutMs }: CompilerLimits): CVerdict {
  if ('missing' in end || 'failure' in end) return end
  if ('stopped' in end) {
    return {
      failure: end.stopped === 'time' ? `it took more than ${timeoutMs / 1000} s` : 'interrupted',
    }
  }
  const { code, said } = end
  const diagnostics = Array.from(
    said.matchAll(/^(.+?):(\d+):(\d+): (?:fatal )?error: (.+)$/gm),
    ([, path = '', line, column, text = '']) => ({
      path,
      line: Number(line),
      column: Number(column),
      text,
    }),
  )
  const opened = openedHeaders(said)
  if (code === 0 || diagnostics.length > 0) return { diagnostics, opened }
  return {
    failure:
      said
        .replace(/^\.+ .+$/gm, '')
        .trim()
        .split('\n')[0] || `exit ${code}`,
  }
}
