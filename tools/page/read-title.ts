import type { Heading, Nodes, Root } from 'mdast'
import { toString as textOf } from 'mdast-util-to-string'
import { report } from '../message/index.ts'
import type { Place } from '../outcome/index.ts'
import { pageName, pageSection } from '../words/index.ts'
import { eachBlock } from './nodes/each-block.ts'
import type { PageText } from './text/page-text.ts'
import { placeOf } from './text/place-of.ts'

/** Parts of the title. */
export interface Title {
  readonly names: readonly string[]
  readonly section: string
  readonly phrase: string
  readonly place: Place
}

const form = '`# NAME(SECTION) -- what it is`'
const name = String.raw`(${pageName})\((${pageSection})\)`
const oneName = new RegExp(`^${name}$`)
const fileName = new RegExp(String.raw`^(?<name>.+)\.(?<section>${pageSection})\.md$`)

/**
 * Read the title and compare it with the file name.
 *
 * @returns
 *   Title; `undefined` if it cannot be read.
 */
export function readTitle(page: PageText, tree: Root): Title | undefined {
  const heading = tree.children.find(isTitle)
  eachBlock(tree, (node) => {
    if (!isTitle(node) || node === heading) return
    const reason = `Unexpected ${heading ? 'second' : 'nested'} \`#\` heading, expected \`##\` or deeper`
    report(page.file, 'title-repeated', reason, placeOf(node))
  })
  if (!heading) {
    report(page.file, 'title-missing', `Missing title, expected ${form}`, page.pointAt(0))
    return undefined
  }
  checkBefore(page, tree, heading)
  const title = readHeading(page, heading)
  checkFileName(page, title)
  return title
}

function isTitle(node: Nodes): node is Heading {
  return node.type === 'heading' && node.depth === 1
}

function checkBefore(page: PageText, tree: Root, heading: Heading): void {
  for (const node of tree.children.slice(0, tree.children.indexOf(heading))) {
    if (node.type === 'yaml' || node.type === 'definition') continue
    const reason = 'Unexpected content before the title, expected it after'
    report(page.file, 'content-before-title', reason, placeOf(node))
  }
}

function readHeading(page: PageText, heading: Heading): Title | undefined {
  const text = textOf(heading)
  const place = placeOf(heading)
  const match = /^(.*?)\s+(--|[–—-])\s+(\S.*)$/s.exec(text)
  if (!match) {
    report(page.file, 'title-form', `Unexpected title \`${text}\`, expected ${form}`, place)
    return undefined
  }
  const [, left = '', dash = '', phrase = ''] = match
  if (dash !== '--') {
    const reason = `Unexpected \`${dash}\` between name and phrase, expected \`--\``
    report(page.file, 'title-form', reason, place)
  }
  const names: string[] = []
  let section: string | undefined
  for (const part of left.split(/,\s*/)) {
    const found = oneName.exec(part)
    if (!found) {
      const reason = `Unexpected name \`${part}\` in the title, expected \`NAME(SECTION)\``
      report(page.file, 'title-form', reason, place)
      continue
    }
    const [, word = '', number = ''] = found
    section ??= number
    if (number !== section) {
      const reason = `Unexpected section of \`${part}\`, expected \`${section}\` as in the first name`
      report(page.file, 'title-form', reason, place)
    }
    names.push(word)
  }
  return section === undefined ? undefined : { names, section, phrase, place }
}

function checkFileName(page: PageText, title: Title | undefined): void {
  const { basename } = page.file
  if (basename === undefined) return
  const match = fileName.exec(basename)
  if (!match) {
    const reason = `Unexpected file name \`${basename}\`, expected \`NAME.SECTION.md\``
    report(page.file, 'page-name', reason, page.pointAt(0))
    return
  }
  if (!title) return
  const expected = `${match.groups?.['name']}(${match.groups?.['section']})`
  const actual = `${title.names[0]}(${title.section})`
  if (actual === expected) return
  const reason = `Unexpected first name \`${actual}\`, expected \`${expected}\` as in the file name`
  report(page.file, 'title-name', reason, title.place, { actual, expected: [expected] })
}
