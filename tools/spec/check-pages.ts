import type { Definition, Link, Parents, PhrasingContent } from 'mdast'
import { toString as textOf } from 'mdast-util-to-string'
import { visit } from 'unist-util-visit'
import { expectedOf, report } from '../message/index.ts'
import { pageAnchors } from './page-anchors.ts'
import { placeOf } from './place-of.ts'
import type { Spec } from './spec.ts'

/** The pages of a manual by what other pages call them. */
interface Manual {
  /** By file name: `gup-dax.7.md`. */
  readonly files: ReadonlyMap<string, Spec>
  /** Sections by name in lower case, and the name in its true case. */
  readonly names: ReadonlyMap<string, readonly { name: string; section: string }[]>
}

/**
 * Check what only shows across pages: names that two of them have, and references between them.
 *
 * @param specs
 *   All pages of the manual; messages go to the page at fault.
 */
export function checkPages(specs: readonly Spec[]): void {
  checkNames(specs)
  const manual = manualOf(specs)
  for (const spec of specs) {
    visit(spec.tree, (node) => {
      if (node.type === 'link' || node.type === 'definition') checkLink(manual, spec, node)
      if ('children' in node) checkMentions(manual, spec, node)
    })
  }
}

function manualOf(specs: readonly Spec[]): Manual {
  const names = new Map<string, { name: string; section: string }[]>()
  for (const { names: own, section } of specs) {
    for (const name of own) {
      const key = name.toLowerCase()
      names.set(key, [...(names.get(key) ?? []), { name, section }])
    }
  }
  return { files: new Map(specs.map((spec) => [fileOf(spec), spec])), names }
}

function fileOf(spec: Spec): string {
  return spec.file.basename ?? `${spec.names[0]}.${spec.section}.md`
}

function checkNames(specs: readonly Spec[]): void {
  const first = new Map<string, Spec>()
  for (const spec of specs) {
    for (const name of spec.names) {
      const page = `${name}(${spec.section})`
      const other = first.get(page)
      first.set(page, other ?? spec)
      if (!other || other === spec) continue
      const title = spec.tree.children.find((node) => node.type === 'heading')
      const reason = `Unexpected second page \`${page}\`, expected one`
      const note = `The first one is ${other.file.path ?? fileOf(other)}`
      report(spec.file, 'page-duplicate', reason, placeOf(title), { note })
    }
  }
}

function checkLink(manual: Manual, spec: Spec, node: Link | Definition): void {
  const { url } = node
  // A scheme or `//` leads out of the manual; `mailto:` has a scheme too.
  if (/^(?:[a-z][a-z\d+.-]*:|\/\/)/i.test(url)) return
  const [path = '', fragment] = url.split('#', 2)
  const target = path === '' ? spec : manual.files.get(path.replace(/^\.\//, ''))
  if (!target) {
    const expected = expectedOf(path, manual.files.keys())
    const reason = `Unexpected link to \`${path}\`, expected ${expected}`
    report(spec.file, 'link-broken', reason, placeOf(node))
    return
  }
  if (fragment === undefined) return
  const anchors = pageAnchors(target)
  if (anchors.has(decode(fragment))) return
  const reason = `Unexpected link to \`#${fragment}\` of \`${fileOf(target)}\`, expected ${anchorHint(fragment, anchors)}`
  report(spec.file, 'link-broken', reason, placeOf(node))
}

function decode(fragment: string): string {
  try {
    return decodeURIComponent(fragment)
  } catch {
    return fragment
  }
}

function anchorHint(fragment: string, anchors: ReadonlySet<string>): string {
  const plain = (text: string): string => text.toLowerCase().replace(/[^a-z\d]/g, '')
  const same = [...anchors].find((anchor) => plain(anchor) === plain(fragment))
  return same === undefined ? `one of \`#${[...anchors].join('`, `#')}\`` : `\`#${same}\``
}

/** `name(7)`, also with the name in bold, italics or code. */
function checkMentions(manual: Manual, spec: Spec, parent: Parents): void {
  for (const [index, node] of parent.children.entries()) {
    if (node.type !== 'text') continue
    const before = parent.children[index - 1]
    const marked = before && isMark(before) ? textOf(before) : ''
    const text = marked + node.value
    for (const [, name = '', section = ''] of text.matchAll(
      /([A-Za-z_][\w.+-]*)\(([1-9][a-z]*)\)/g,
    )) {
      checkMention(manual, spec, { name, section }, node)
    }
  }
}

function isMark(node: Parents['children'][number]): node is PhrasingContent {
  return ['strong', 'emphasis', 'inlineCode'].includes(node.type)
}

function checkMention(
  manual: Manual,
  spec: Spec,
  { name, section }: { readonly name: string; readonly section: string },
  node: PhrasingContent,
): void {
  const pages = manual.names.get(name.toLowerCase()) ?? []
  // A page of another manual may have the name in its own section; only ours are known.
  if (pages.length === 0 || pages.some((page) => page.name === name && page.section === section)) {
    return
  }
  const expected = pages.map((page) => `\`${page.name}(${page.section})\``).join(' or ')
  const reason = `Unexpected reference \`${name}(${section})\`, expected ${expected}`
  report(spec.file, 'cross-reference-broken', reason, placeOf(node))
}
