import type { Code } from 'mdast'
import type { ReportPoint } from '../../message/index.ts'
import { report } from '../../message/index.ts'
import type { Page } from '../../page/index.ts'
import { eachNode } from '../../page/index.ts'
import type { WrongInclude } from './c-includes.ts'
import { wrongIncludes } from './c-includes.ts'
import { readCLabels } from './c-labels.ts'
import { makeCUnit } from './c-unit.ts'
import { type CDiagnostic, type CVerdict, compileC } from './compile-c.ts'
import { endlessHeader } from './endless-header.ts'
import { foreignHeader, headerFolders } from './opened-headers.ts'

/** Options of `checkC`. */
export interface CheckCOptions {
  /** Command of the compiler, and its first arguments; default: `cc`. */
  readonly compiler?: string
  /** Limit for one fence, in milliseconds; default: 20,000. */
  readonly timeoutMs?: number
  /** Kills the running compilers; their diagnostics are lost. */
  readonly signal?: AbortSignal
}

/** Number of C fences of a manual that were compiled or not. */
export interface CChecked {
  readonly compiled: number
  /** Fences with a label `norun`. */
  readonly norun: number
  /** Fences not checked, because there is no compiler. */
  readonly skipped: number
}

const whole = 'a fence in C is a translation unit'
/** Diagnostics that a missing header causes. */
const undeclared = /implicit declaration|undeclared|undefined identifier|unknown type name/

/** Compilers that run at the same time. */
const width = 4

/**
 * Compile every fence in language `c` for its syntax and its types, so that no SYNOPSIS rots.
 *
 * @param pages
 *   Pages; diagnostics become messages on them, at their place in the page.
 * @param options
 *   Compiler.
 * @returns
 *   Number of fences compiled, excluded by a label, and skipped.
 */
export async function checkC(
  pages: readonly Page[],
  { compiler = 'cc', timeoutMs = 20_000, signal }: CheckCOptions = {},
): Promise<CChecked> {
  const waiting = pages.flatMap(findFences)
  const total = { compiled: 0, norun: 0, skipped: 0 }
  const limits = { timeoutMs, signal }
  let folders: Promise<readonly string[]> | undefined
  const tools: CTools = {
    compile: (text, cwd) => compileC(compiler, text, { ...limits, cwd }),
    async foreign(opened, root) {
      if (opened.length === 0) return undefined
      folders ??= headerFolders(compiler.trim().split(/\s+/), { ...limits, cwd: root })
      return foreignHeader(opened, { root, folders: await folders })
    },
  }
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      if (signal?.aborted) return
      total[await checkFence(next.page, next.node, tools)]++
    }
  }
  await Promise.all(Array.from({ length: width }, work))
  return total
}

function findFences(page: Page): { page: Page; node: Code }[] {
  const found: { page: Page; node: Code }[] = []
  eachNode(page.tree, (node) => {
    if (node.type === 'code' && node.lang === 'c') found.push({ page, node })
  })
  return found
}

/** Compiler for a fence. */
interface CTools {
  compile(text: string, root: string): Promise<CVerdict>
  /** Find an opened file that is not a header of this machine or of the project. */
  foreign(opened: readonly string[], root: string): Promise<string | undefined>
}

async function checkFence(
  page: Page,
  node: Code,
  { compile, foreign }: CTools,
): Promise<keyof CChecked> {
  const { headers, norun } = readCLabels(page, node)
  if (norun !== undefined) return 'norun'
  const wrong = wrongIncludes(node.value)
  for (const include of wrong) reportInclude(page, node, include)
  if (wrong.length > 0) return 'compiled'
  const endless = endlessHeader(node.value, page.file.cwd)
  if (endless !== undefined) {
    reportInclude(page, node, endless)
    return 'compiled'
  }
  const path = page.file.path
  const line = (node.position?.start.line ?? 0) + 1
  const verdict = await compile(makeCUnit({ code: node.value, headers, path, line }), page.file.cwd)
  if ('missing' in verdict) return 'skipped'
  if ('failure' in verdict) {
    report(page.file, 'c-error', `Cannot compile: ${verdict.failure}`, node.position)
    return 'compiled'
  }
  const header = await foreign(verdict.opened, page.file.cwd)
  if (header !== undefined) {
    // Diagnostics could quote its content.
    const reason = `Unexpected file \`${header}\`, expected headers of this machine or of the project`
    report(page.file, 'c-error', reason, node.position)
    return 'compiled'
  }
  for (const diagnostic of verdict.diagnostics) reportDiagnostic(page, node, diagnostic)
  return 'compiled'
}

function reportDiagnostic(page: Page, node: Code, { path, line, column, text }: CDiagnostic): void {
  const reason = text.replaceAll(/[‘’']([^‘’']*)[‘’']/g, '`$1`').replace(/ \[-W[^\]]*\]$/, '')
  const note = undeclared.test(text)
    ? `${whole}; add headers with \`headers=fcntl.h,unistd.h\``
    : `${whole}; exclude it with \`norun="REASON"\``
  const start = node.position?.start.line ?? 0
  const value = node.value.split('\n')[line - start - 1]
  if (path !== page.file.path || value === undefined) {
    report(page.file, 'c-error', `Unexpected C: ${reason}`, node.position, { note })
    return
  }
  const before = Buffer.from(value)
    .subarray(0, column - 1)
    .toString()
  const place = placeOf(page, line, value, before)
  report(page.file, 'c-error', `Unexpected C: ${reason}`, place, { note })
}

function reportInclude(page: Page, node: Code, include: WrongInclude): void {
  const { text, offset, expected = 'the name of a header' } = include
  const before = node.value.slice(0, offset).split('\n')
  const line = (node.position?.start.line ?? 0) + before.length
  const value = node.value.split('\n')[before.length - 1] ?? ''
  const reason = `Unexpected \`${text}\`, expected ${expected}`
  report(page.file, 'c-error', reason, placeOf(page, line, value, before.at(-1) ?? ''))
}

/** Place after `before`, with the prefix of a list or a quote. */
function placeOf(page: Page, line: number, value: string, before: string): ReportPoint {
  const [source = ''] = String(page.file)
    .split(/\r?\n/)
    .slice(line - 1, line)
  const prefix = Math.max(0, source.length - value.length)
  return { line, column: prefix + before.length + 1 }
}
