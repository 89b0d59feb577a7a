import type { PageCount } from '../losses/count-pages.ts'
import { runTool } from '../run-tool.ts'

/** A soak in which all pages were sound. */
export interface SoakRun {
  readonly seed: number
  /** Wall-clock time. */
  readonly seconds: number
  /** Runnable processes at the end. */
  readonly load: number
  readonly date: Date
  readonly count: PageCount
}

/** Write `docs/internals/reports/man-soak.md`. */
export function soakReport({ seed, seconds, load, date, count }: SoakRun): string {
  const { pages, bytes, pieces, nodes } = count
  const kinds = [...nodes].sort(([left], [right]) => (left < right ? -1 : 1))
  return `# Soak of the manual compiler

Random Markdown of every node, its text hostile (\`test/man/soak/any-page.ts\`, \`test/man/soak/any-text.ts\`),
is compiled, and rendered by mandoc and groff at 80 columns. Each run of text, each title and each
line of code must stand in both, behind the one before it; mandoc must say nothing at warning level.
What such runs have found is kept in \`test/man/soak/soaked.test.ts\`; \`test/man/soak/page-mutants.ts\` has
defects that the check must notice.

\`\`\`
npm run soak:man -- --documents ${pages} --seed ${seed} --record
\`\`\`

| | |
| --- | --: |
| date | ${date.toISOString().slice(0, 10)} |
| pages, all sound | ${pages} |
| first and last seed, 100 pages each | ${seed}, ${seed + Math.max(0, Math.ceil(pages / 100) - 1) * 100} |
| bytes of Markdown | ${bytes} |
| runs of text, titles, lines of code | ${pieces.text}, ${pieces.title}, ${pieces.code} |
| seconds, at a load of ${load.toFixed(0)} | ${seconds.toFixed(0)} |
| groff | ${versionOf('groff', ['--version'], /version (\S+)/)} |
| mandoc | ${versionOf('dpkg-query', ['-W', 'mandoc'], /\t(\S+)/)} |

| node | in all pages |
| --- | --: |
${kinds.map(([type, of]) => `| \`${type}\` | ${of} |\n`).join('')}`
}

function versionOf(tool: string, args: readonly string[], pattern: RegExp): string {
  try {
    return pattern.exec(runTool(tool, args).stdout)?.[1] ?? 'unknown'
  } catch {
    return 'unknown'
  }
}
