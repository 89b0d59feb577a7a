import { expectedOf, report } from '../message/index.ts'
import { eachNode } from './each-node.ts'
import { localUrl, type Mention, mentionsIn, type PageFacts, pageFacts } from './page-facts.ts'
import { placeOf } from './place-of.ts'
import type { Spec } from './spec.ts'

/** The pages of a manual by what other pages call them. */
interface Manual {
  /** By file name: `gup-dax.7.md`. */
  readonly files: ReadonlyMap<string, PageFacts>
  /** Sections by name in lower case, and the name in its true case. */
  readonly names: ReadonlyMap<string, readonly Mention[]>
  /** The first page that has `name(7)` in its title. */
  readonly first: ReadonlyMap<string, PageFacts>
}

/**
 * Check what only shows across pages: names that two of them have, and references between them.
 *
 * @param specs
 *   Pages to check; messages go to the page at fault.
 * @param all
 *   Facts of all pages of the manual, in its order, where `specs` are only some of them.
 */
export function checkPages(specs: readonly Spec[], all?: readonly PageFacts[]): void {
  const known = new Map(all?.map((facts) => [facts.path, facts]))
  const pages = specs.map((spec) => ({
    spec,
    facts: known.get(spec.file.path) ?? pageFacts(spec),
  }))
  const manual = manualOf(all ?? pages.map(({ facts }) => facts))
  for (const { spec, facts } of pages) reportNames(manual, spec, facts)
  for (const { spec, facts } of pages) {
    eachNode(spec.tree, (node) => {
      const url = localUrl(node)
      const reason = url === undefined ? undefined : linkFault(manual, facts, url)
      if (reason !== undefined) report(spec.file, 'link-broken', reason, placeOf(node))
      if (!('children' in node)) return
      for (const { mention, node: text } of mentionsIn(node)) {
        const wrong = mentionFault(manual, mention)
        if (wrong !== undefined) report(spec.file, 'cross-reference-broken', wrong, placeOf(text))
      }
    })
  }
}

/**
 * Find the pages that `checkPages` would report something of.
 *
 * @param all
 *   Facts of all pages of the manual, in its order.
 * @returns
 *   Those that have a name of an earlier page, or a reference within the manual that leads nowhere.
 */
export function faultyPages(all: readonly PageFacts[]): readonly PageFacts[] {
  const manual = manualOf(all)
  return all.filter(
    (facts) =>
      namesTaken(manual, facts).length > 0 ||
      facts.links.some((url) => linkFault(manual, facts, url) !== undefined) ||
      facts.mentions.some((mention) => mentionFault(manual, mention) !== undefined),
  )
}

function manualOf(all: readonly PageFacts[]): Manual {
  const names = new Map<string, Mention[]>()
  const first = new Map<string, PageFacts>()
  for (const facts of all) {
    for (const name of facts.names) {
      const page = `${name}(${facts.section})`
      if (!first.has(page)) first.set(page, facts)
      const key = name.toLowerCase()
      const known = names.get(key)
      if (known) known.push({ name, section: facts.section })
      else names.set(key, [{ name, section: facts.section }])
    }
  }
  return { files: new Map(all.map((facts) => [facts.file, facts])), names, first }
}

/** Names of a page that an earlier page has, with that page. */
function namesTaken(manual: Manual, facts: PageFacts): { page: string; other: PageFacts }[] {
  return facts.names.flatMap((name) => {
    const page = `${name}(${facts.section})`
    const other = manual.first.get(page)
    return other === undefined || other === facts ? [] : [{ page, other }]
  })
}

function reportNames(manual: Manual, spec: Spec, facts: PageFacts): void {
  for (const { page, other } of namesTaken(manual, facts)) {
    const title = spec.tree.children.find((node) => node.type === 'heading')
    const reason = `Unexpected second page \`${page}\`, expected one`
    const note = `The first one is ${other.path ?? other.file}`
    report(spec.file, 'page-duplicate', reason, placeOf(title), { note })
  }
}

function linkFault(manual: Manual, facts: PageFacts, url: string): string | undefined {
  const [path = '', fragment] = url.split('#', 2)
  const target = path === '' ? facts : manual.files.get(path.replace(/^\.\//, ''))
  if (!target) {
    const expected = expectedOf(path, manual.files.keys())
    return `Unexpected link to \`${path}\`, expected ${expected}`
  }
  if (fragment === undefined || target.anchors.includes(decode(fragment))) return undefined
  const expected = anchorHint(fragment, target.anchors)
  return `Unexpected link to \`#${fragment}\` of \`${target.file}\`, expected ${expected}`
}

function decode(fragment: string): string {
  try {
    return decodeURIComponent(fragment)
  } catch {
    return fragment
  }
}

function anchorHint(fragment: string, anchors: readonly string[]): string {
  const plain = (text: string): string => text.toLowerCase().replace(/[^a-z\d]/g, '')
  const same = anchors.find((anchor) => plain(anchor) === plain(fragment))
  return same === undefined ? `one of \`#${anchors.join('`, `#')}\`` : `\`#${same}\``
}

function mentionFault(manual: Manual, { name, section }: Mention): string | undefined {
  const pages = manual.names.get(name.toLowerCase()) ?? []
  // A page of another manual may have the name in its own section; only ours are known.
  if (pages.length === 0 || pages.some((page) => page.name === name && page.section === section)) {
    return undefined
  }
  const expected = pages.map((page) => `\`${page.name}(${page.section})\``).join(' or ')
  return `Unexpected reference \`${name}(${section})\`, expected ${expected}`
}
