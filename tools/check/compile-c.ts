import { spawn } from 'node:child_process'

/** What a compiler says of a line. */
export interface CDiagnostic {
  readonly path: string
  readonly line: number
  readonly column: number
  readonly text: string
}

/** How a compilation ended. */
export type CVerdict =
  | { readonly diagnostics: readonly CDiagnostic[] }
  | { readonly missing: true }
  | { readonly failure: string }

const limit = 20_000
const flags = ['-x', 'c', '-std=gnu17', '-fsyntax-only', '-Wall', '-Wextra', '-Werror']

/**
 * Ask a C compiler for the syntax and the types of a translation unit; nothing is written.
 *
 * @param compiler
 *   Command: `cc`.
 * @param text
 *   Translation unit.
 * @returns
 *   What it says, errors only; that there is no such command; or why it said nothing.
 * @see gcc(1), "Warning Options"; clang takes the same flags and prints the same form
 */
export function compileC(compiler: string, text: string): Promise<CVerdict> {
  return new Promise((resolve) => {
    const child = spawn(compiler, [...flags, '-'], {
      stdio: ['pipe', 'ignore', 'pipe'],
      env: { ...process.env, LC_ALL: 'C', GCC_COLORS: '' },
      timeout: limit,
    })
    let said = ''
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      said += chunk
    })
    child.on('error', (error: NodeJS.ErrnoException) =>
      resolve(error.code === 'ENOENT' ? { missing: true } : { failure: error.message }),
    )
    // A compiler that ends early closes its input; its exit tells the rest.
    child.stdin.on('error', () => {})
    child.on('close', (code, signal) => resolve(verdictOf(said, code, signal)))
    child.stdin.end(text)
  })
}

function verdictOf(said: string, code: number | null, signal: string | null): CVerdict {
  const diagnostics = Array.from(
    said.matchAll(/^(.+?):(\d+):(\d+): (?:fatal )?error: (.+)$/gm),
    ([, path = '', line, column, text = '']) => ({
      path,
      line: Number(line),
      column: Number(column),
      text,
    }),
  )
  if (code === 0 || diagnostics.length > 0) return { diagnostics }
  if (signal !== null) return { failure: `it took more than ${limit / 1000} s` }
  return { failure: said.trim().split('\n')[0] || `exit ${code}` }
}
