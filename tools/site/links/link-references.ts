import type { Element, ElementContent, Nodes, Parents, RootContent } from 'hast'
import { referenceName, referenceSection } from '../../words/index.ts'
import { element } from '../element.ts'

/** Returns the address of a reference, or `undefined` if it is to stay text. */
export type Resolve = (reference: { name: string; section: string }) => string | undefined

const section = String.raw`\((${referenceSection})\)`
const inText = new RegExp(String.raw`(?<![\w./:=-])(${referenceName})${section}`, 'g')
const afterName = new RegExp(`^${section}`)
const name = new RegExp(`^${referenceName}$`)
const closed: ReadonlySet<string> = new Set(['a', 'pre', 'script', 'style'])

/** Link references such as `fcntl(2)` in a tree, even if only the name is strong or code. */
export function linkReferences(tree: Nodes, resolve: Resolve): void {
  if (!('children' in tree)) return
  if (tree.type === 'element' && closed.has(tree.tagName)) return
  linkSplit(tree, resolve)
  const parent: { children: RootContent[] } = tree
  parent.children = parent.children.flatMap((child): RootContent[] =>
    child.type === 'text' ? linkText(child.value, resolve) : [child],
  )
  for (const child of parent.children) linkReferences(child, resolve)
}

/** Link `**fcntl**(2)`: an element with the name, and text that starts with the section. */
function linkSplit(tree: Parents, resolve: Resolve): void {
  tree.children.forEach((child, index) => {
    const next = tree.children[index + 1]
    if (child.type !== 'element' || next?.type !== 'text') return
    const word = readName(child)
    const section = afterName.exec(next.value)?.[1]
    if (word === undefined || section === undefined) return
    const href = resolve({ name: word, section })
    if (href === undefined) return
    const copy: Element = { ...child }
    tree.children[index] = link(href, [copy, { type: 'text', value: `(${section})` }])
    next.value = next.value.slice(section.length + 2)
  })
}

function readName(node: Element): string | undefined {
  if (!['strong', 'em', 'code'].includes(node.tagName)) return undefined
  const [only] = node.children
  if (node.children.length !== 1 || only?.type !== 'text') return undefined
  return name.test(only.value) ? only.value : undefined
}

function linkText(text: string, resolve: Resolve): ElementContent[] {
  const parts: ElementContent[] = []
  let end = 0
  for (const match of text.matchAll(inText)) {
    const [whole, word = '', section = ''] = match
    const href = resolve({ name: word, section })
    if (href === undefined) continue
    parts.push({ type: 'text', value: text.slice(end, match.index) })
    parts.push(link(href, [{ type: 'text', value: whole }]))
    end = match.index + whole.length
  }
  parts.push({ type: 'text', value: text.slice(end) })
  return parts.filter((part) => part.type !== 'text' || part.value !== '')
}

function link(href: string, children: ElementContent[]): Element {
  return element('a', { href, className: ['ref'] }, children)
}
