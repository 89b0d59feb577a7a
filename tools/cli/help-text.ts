import { verbs } from './verbs.ts'

/**
 * Compose the text of `manproof --help`.
 *
 * @returns
 *   Text with a final newline.
 */
export function helpText(): string {
  const width = Math.max(...Object.values(verbs).map((verb) => verb.synopsis.length))
  const lines = Object.values(verbs).map(
    (verb) => `  manproof ${verb.synopsis.padEnd(width)}  ${verb.summary}`,
  )
  return `manproof compiles specification Markdown into man pages and a site,
and refuses to publish a claim that it could not demonstrate.

Usage:
${lines.join('\n')}

  manproof VERB --help           describe one verb, with examples
  manproof --version

Pages are docs/NAME.SECTION.md; manproof.config.ts can change that and declares targets.

Examples:
  manproof build                 do everything; then run: man -M man 7 PAGE
  manproof test docs/x.7.md --target host
  manproof test --update         rewrite \`//=>\` comments with what was observed

Exit status:
  0    clean
  1    findings, or failing examples
  2    wrong command line, or malformed input
  3    this system cannot do it (a target, a tool or a file is missing)
  130  interrupted
`
}
