import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, it } from 'vitest'
import { lackOf, runTool } from './run-tool.ts'

export { runTool } from './run-tool.ts'

/** Declare a test that needs programs; a missing one is the reason to skip it. */
export function itWith(...names: readonly string[]) {
  const reason = lackOf(names)
  return (title: string, act: () => void | Promise<void>): void => {
    it(title, ({ skip }) => (reason === undefined ? act() : skip(reason)))
  }
}

/** Declare tests that need programs. */
export function describeWith(...names: readonly string[]) {
  const reason = lackOf(names)
  return (title: string, declare: () => void, timeout?: number): void => {
    describe(title, timeout === undefined ? {} : { timeout }, () => {
      beforeEach(({ skip }) => (reason === undefined ? undefined : skip(reason)))
      declare()
    })
  }
}

/** Releases of groff that `.ci/groffs` fetches. */
export const groffReleases = ['1.23.0', '1.24.2'] as const

/** Declare a test with a fetched release of groff, skipped if it is missing. */
export function itWithRelease(release: string) {
  const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'manproof/groff')
  const groff = join(cache, release, 'bin/groff')
  return (title: string, act: (groff: string) => void): void => {
    it(title, ({ skip }) => {
      if (!existsSync(groff)) skip(`no groff ${release}: run \`.ci/groffs\` to fetch it`)
      act(groff)
    })
  }
}

/** Render a page with mandoc, without overstriking. */
export function renderMandoc(roff: string, ...options: readonly string[]): string {
  const { stdout } = runTool('mandoc', ['-T', 'utf8', ...options], roff)
  // A letter struck over itself is bold, one over an underscore italic.
  return stdout.replace(/[\s\S][\b]/gu, '')
}

/** Render a page with groff, without overstriking; by default on lines of 2000 columns. */
export function renderGroff(roff: string, width = '2000n'): string {
  const options = ['-t', '-man', '-Tutf8', '-P-cbou', `-rLL=${width}`]
  return runTool('groff', options, roff).stdout
}

/** List the complaints of mandoc and groff about a page. */
export function lint(roff: string): string[] {
  const groff = ['-t', '-man', '-ww', '-z', '-Tutf8']
  const lines = [
    runTool('mandoc', ['-T', 'lint', '-W', 'warning'], roff).stdout,
    runTool('mandoc', ['-T', 'lint', '-W', 'warning'], roff).stderr,
    runTool('groff', groff, roff).stderr,
  ]
  return lines.join('\n').split('\n').filter(Boolean)
}
