import type { VFile } from 'vfile'
import { report } from '../../message/index.ts'
import { expectedOf } from '../../words/index.ts'
import type { LocalLink, Mention, PageFacts } from './page-facts.ts'

/** Pages of a manual, by the names that other pages use. */
interface Manual {
  /** By file name: `gup-dax.7.md`. */
  readonly files: ReadonlyMap<string, PageFacts>
  /** Names and sections, by name in lower case. */
  readonly names: ReadonlyMap<string, readonly PageName[]>
  /** The first page that has `name(7)` in its title. */
  readonly first: ReadonlyMap<string, PageFacts>
}

type PageName = Pick<Mention, 'name' | 'section'>

/**
 * Check what spans pages: names that two pages share, and references between pages.
 *
 * @param all
 *   Facts of all pages of the manual, in its order.
 * @param files
 *   Pages to check, by path; messages go to the page at fault.
 */
export function checkPages(all: readonly PageFacts[], files: ReadonlyMap<string, VFile>): void {
  const manual = manualOf(all)
  for (const facts of all) {
    const file = files.get(facts.path)
    if (file) checkPage(manual, facts, file)
  }
}

function checkPage(manual: Manual, facts: PageFacts, file: VFile): void {
  for (const { page, other } of namesTaken(manual, facts)) {
    const reason = `Unexpected second page \`${page}\`, expected one`
    const note = `The first one is ${other.path}`
    report(file, 'page-duplicate', reason, facts.place, { note })
  }
  for (const link of facts.links) {
    const reason = linkFault(manual, facts, link)
    if (reason !== undefined) report(file, 'link-broken', reason, link.place)
  }
  for (const mention of facts.mentions) {
    const reason = mentionFault(manual, mention)
    if (reason !== undefined) report(file, 'cross-reference-broken', reason, mention.place)
  }
}

function manualOf(all: readonly PageFacts[]): Manual {
  const names = new Map<string, PageName[]>()
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

function linkFault(manual: Manual, facts: PageFacts, { url }: LocalLink): string | undefined {
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
  // Another manual can have this name in another section; only names of ours are known.
  if (pages.length === 0 || pages.some((page) => page.name === name && page.section === section)) {
    return undefined
  }
  const expected = pages.map((page) => `\`${page.name}(${page.section})\``).join(' or ')
  return `Unexpected reference \`${name}(${section})\`, expected ${expected}`
}
