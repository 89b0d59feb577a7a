import { report } from '../message/index.ts'
import { type Spec, sectionNodes } from '../spec/index.ts'

/** Sections of the manual whose pages say how a thing is called. */
const withSynopsis = ['1', '2', '3', '8']

/**
 * Warn of pages without the sections that readers look for.
 *
 * @see man-pages(7), "Sections within a manual page", Linux man-pages 6.9
 */
export function checkSections(spec: Spec): void {
  const wanted = withSynopsis.includes(spec.section.slice(0, 1)) ? ['SYNOPSIS'] : []
  for (const title of [...wanted, 'SEE ALSO']) {
    if (spec.sections.some((section) => section.title === title)) continue
    const reason = `Missing section \`${title}\`, expected it in a page of section ${spec.section}`
    report(spec.file, 'style-section', reason, spec.tree.position?.end)
  }
}

/**
 * Warn where RETURN VALUE tells of -1, but not of what `errno` is then.
 *
 * @see man-pages(7), "Sections within a manual page", RETURN VALUE, Linux man-pages 6.9
 */
export function checkReturnValue(spec: Spec): void {
  const nodes = sectionNodes(spec, 'RETURN VALUE')
  const [first] = nodes
  const source = sourceOf(spec, nodes)
  if (!first || !/-1\b/.test(source)) return
  if (/errno[`*_]* +is +set +to +(?:indicate|say)/.test(source.replace(/\s+/g, ' '))) return
  const reason = 'Unexpected `-1` without `errno`, expected `errno is set to indicate the error`'
  report(spec.file, 'style-return-value', reason, first.position)
}

function sourceOf(spec: Spec, nodes: ReturnType<typeof sectionNodes>): string {
  const start = nodes[0]?.position?.start.offset
  const end = nodes.at(-1)?.position?.end.offset
  return start === undefined ? '' : String(spec.file).slice(start, end)
}
