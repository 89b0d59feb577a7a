import { toString as textOf } from 'mdast-util-to-string'
import { report } from '../../message/index.ts'
import { type Page, sectionNodes } from '../../page/index.ts'

/** Sections of the manual whose pages need a SYNOPSIS. */
const withSynopsis = ['1', '2', '3', '8']

/** Sections of the manual in which a section of a page belongs. */
const homes: Readonly<Record<string, readonly string[]>> = {
  CONFIGURATION: ['4'],
  OPTIONS: ['1', '8'],
  'EXIT STATUS': ['1', '8'],
}

/**
 * Warn about missing or misplaced sections.
 *
 * @see man-pages(7), "Sections within a manual page", Linux man-pages 6.9
 */
export function checkSections(page: Page): void {
  const wanted = withSynopsis.includes(page.section.slice(0, 1)) ? ['SYNOPSIS'] : []
  for (const title of [...wanted, 'SEE ALSO']) {
    if (page.sections.some((section) => section.title === title)) continue
    const reason = `Missing section \`${title}\` in a page of section ${page.section}`
    report(page.file, 'style-section', reason, page.tree.position?.end)
  }
  for (const { title, place } of page.sections) {
    const home = homes[title]
    if (!home || home.includes(page.section.slice(0, 1))) continue
    const reason = `Unexpected section \`${title}\` in a page of section ${page.section}, expected it only in section ${home.join(' or ')}`
    report(page.file, 'style-section', reason, place)
  }
}

/**
 * Warn about a LIBRARY that does not say how to link, and about STANDARDS without a full stop.
 *
 * @see man-pages(7), 6.20, "Sections within a manual page", LIBRARY and STANDARDS
 */
export function checkForms(page: Page): void {
  const library = sectionNodes(page, 'LIBRARY')
  const last = library.at(-1)
  if (last && !/\S \(lib[\w+-]+(?:, -l[\w+-]+)?\)$/.test(textOf(last))) {
    const reason = `Unexpected LIBRARY \`${textOf(last)}\`, expected a form such as \`Math library (libm, -lm)\``
    report(page.file, 'style-library', reason, last.position)
  }
  const standards = sectionNodes(page, 'STANDARDS')
  const end = standards.at(-1)
  if (end?.type === 'paragraph' && !/\.[")]?$/.test(textOf(end))) {
    const reason = 'Missing full stop at the end of STANDARDS'
    report(page.file, 'style-standards', reason, end.position)
  }
}

/**
 * Warn about a RETURN VALUE that mentions -1 but not `errno`.
 *
 * @see man-pages(7), "Sections within a manual page", RETURN VALUE, Linux man-pages 6.9
 */
export function checkReturnValue(page: Page): void {
  const nodes = sectionNodes(page, 'RETURN VALUE')
  const [first] = nodes
  const source = sourceOf(page, nodes)
  if (!first || !/-1\b/.test(source)) return
  if (/errno[`*_]* +is +set +to +(?:indicate|say)/.test(source.replace(/\s+/g, ' '))) return
  const reason = 'Unexpected `-1` without `errno`, expected `errno is set to indicate the error`'
  report(page.file, 'style-return-value', reason, first.position)
}

function sourceOf(page: Page, nodes: ReturnType<typeof sectionNodes>): string {
  const start = nodes[0]?.position?.start.offset
  const end = nodes.at(-1)?.position?.end.offset
  return start === undefined ? '' : String(page.file).slice(start, end)
}
