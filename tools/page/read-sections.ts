import type { Heading, Nodes, Root } from 'mdast'
import { toString as textOf } from 'mdast-util-to-string'
import { report } from '../message/index.ts'
import { expectedOf } from '../words/index.ts'
import { isLeaf } from './nodes/each-block.ts'
import type { Section } from './page.ts'
import { sectionOrder, sectionsRequired } from './section-order.ts'
import type { PageText } from './text/page-text.ts'
import { placeOf } from './text/place-of.ts'

const deepest = 4

/** Read the `##` headings and check all headings against man-pages(7). */
export function readSections(page: PageText, tree: Root): readonly Section[] {
  checkDepths(page, tree, 1)
  const headings = tree.children.filter((node) => node.type === 'heading')
  const sections: Section[] = []
  for (const heading of headings.filter(({ depth }) => depth === 2)) {
    const section = { title: textOf(heading), place: placeOf(heading) }
    checkSection(page, section, sections)
    checkContent(page, heading, tree)
    sections.push(section)
  }
  checkRequired(page, tree, sections)
  return sections
}

/** Headings in an item or a quote count from the heading above it and end with it. */
function checkDepths(page: PageText, parent: Nodes, above: number): void {
  let last = above
  for (const node of 'children' in parent ? parent.children : []) {
    if (node.type === 'heading') {
      checkDepth(page, node, Math.min(last + 1, deepest))
      last = node.depth
    } else if (!isLeaf(node)) checkDepths(page, node, last)
  }
}

function checkDepth(page: PageText, heading: Heading, limit: number): void {
  const { depth } = heading
  if (depth <= limit) return
  const actual = '#'.repeat(depth)
  const expected = '#'.repeat(limit)
  const reason = `Unexpected heading \`${actual}\`, expected \`${expected}\` at most`
  report(page.file, 'heading-depth', reason, placeOf(heading))
}

function checkSection(page: PageText, section: Section, earlier: readonly Section[]): void {
  const { title, place } = section
  const rank = sectionOrder.indexOf(title)
  if (title === 'NAME') {
    const reason = 'Unexpected section `NAME`, expected it in the title'
    report(page.file, 'section-name', reason, place)
    return
  }
  if (rank === -1) {
    const capitals = title.toUpperCase()
    const expected = sectionOrder.includes(capitals)
      ? `\`${capitals}\``
      : expectedOf(capitals, sectionOrder)
    const reason = `Unexpected section \`${title}\`, expected ${expected}`
    report(page.file, 'section-name', reason, place, { actual: title })
    return
  }
  const first = earlier.find((other) => other.title === title)
  if (first) {
    const reason = `Unexpected second section \`${title}\`, expected one`
    const note = `The first one is on line ${first.place.start.line}`
    report(page.file, 'section-duplicate', reason, place, { note })
    return
  }
  const after = earlier.find((other) => sectionOrder.indexOf(other.title) > rank)
  if (after) {
    const reason = `Unexpected section \`${title}\` after \`${after.title}\`, expected it before`
    report(page.file, 'section-order', reason, place)
  }
}

function checkContent(page: PageText, heading: Heading, tree: Root): void {
  const next = tree.children[tree.children.indexOf(heading) + 1]
  if (next && !(next.type === 'heading' && next.depth <= 2)) return
  const reason = `Unexpected empty section \`${textOf(heading)}\`, expected content`
  report(page.file, 'section-empty', reason, placeOf(heading))
}

function checkRequired(page: PageText, tree: Root, sections: readonly Section[]): void {
  const titles = sections.map(({ title }) => title)
  for (const title of sectionsRequired) {
    if (titles.includes(title)) continue
    const { end } = placeOf(tree)
    const found = titles.map((name) => `\`${name}\``).join(', ') || 'no section'
    const reason = `Missing section \`${title}\`, found ${found}`
    report(page.file, 'section-missing', reason, { start: end, end })
  }
}
