import type { Verdict } from './differential.ts'
import { levels } from './differential.ts'

/** A page, compiled by both compilers. */
export interface Compared {
  readonly name: string
  readonly baseline: Verdict
  readonly own: Verdict
}

/** Releases of the programs, on which output and messages depend. */
export interface Versions {
  readonly groff: string
  readonly mandoc: string
  readonly remarkMan: string
}

const head = [
  'page',
  'words lost: mandoc',
  'groff',
  'lines of code lost: mandoc',
  'groff',
  'mandoc: E U W S',
  'groff says',
  'ours, mandoc: E U W S',
  'groff says',
]

/** Write `docs/internals/reports/remark-man.md`. */
export function differentialReport(
  manual: readonly Compared[],
  defects: readonly Compared[],
  { groff, mandoc, remarkMan }: Versions,
): string {
  return `# Plain remark-man, and what it loses

Written by \`npm run reports remark-man\`; \`test/man/differential/differential.test.ts\` holds it. The same tree is compiled by
remark-man ${remarkMan} alone, without the guard that this package puts around it, and by the compiler of
this package; both pages are shown by mandoc ${mandoc} and groff ${groff}.

A word or a line of code is lost when the rendering has it less often than the page. The compiler of
this package loses ${lost(manual, 'own') + lost(defects, 'own')}, remark-man ${lost(manual, 'baseline')} of the manual and ${lost(defects, 'baseline')} of the ${defects.length} small pages: each greater
figure of the two programs. Messages are those of \`mandoc -T lint\` by level (error, unsupported,
warning, style) and of \`groff -t -man -ww\`. Text in a wrong place, a wrong font or another sign is no
loss here; \`test/man/rows.ts\` looks at these.

## Pages of the manual

${table(manual)}
## A page for each defect

${table(defects)}${errors(defects)}`
}

function table(pages: readonly Compared[]): string {
  const rows = pages.map(({ name, baseline, own }) => [name, ...figures(baseline), ...said(own)])
  return [head, head.map((_, at) => (at === 0 ? '---' : '--:')), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |\n`)
    .join('')
}

function figures(verdict: Verdict): (string | number)[] {
  const { mandoc, groff } = verdict
  return [mandoc.words, groff.words, mandoc.codeLines, groff.codeLines, ...said(verdict)]
}

function said(verdict: Verdict): (string | number)[] {
  if (verdict.error !== undefined) return ['no page', 'no page']
  return [levels.map((level) => verdict.levels[level]).join(' '), verdict.warnings]
}

function errors(pages: readonly Compared[]): string {
  const lines = pages.flatMap(({ name, baseline }) =>
    baseline.error === undefined ? [] : [`- ${name}: \`${baseline.error}\`\n`],
  )
  return lines.length === 0 ? '' : `\nWhere remark-man makes no page:\n\n${lines.join('')}`
}

function lost(pages: readonly Compared[], whose: 'baseline' | 'own'): number {
  return pages.reduce((sum, page) => sum + worst(page[whose]), 0)
}

/** Count the words and lines of code that the worse rendering lacks. */
export function worst({ mandoc, groff }: Verdict): number {
  return Math.max(mandoc.words + mandoc.codeLines, groff.words + groff.codeLines)
}
