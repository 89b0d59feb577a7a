import type { Element, ElementContent, Properties } from 'hast'

/** Content of an element: nodes, text, lists of them; `undefined` is ignored. */
export type Content = ElementContent | string | undefined | readonly Content[]

/** Make a hast element; strings become text nodes, never markup. */
export function element(
  tagName: string,
  properties: Properties = {},
  ...children: readonly Content[]
): Element {
  return { type: 'element', tagName, properties, children: toNodes(children) }
}

function toNodes(content: Content): ElementContent[] {
  if (content === undefined) return []
  if (typeof content === 'string') return content === '' ? [] : [{ type: 'text', value: content }]
  if (isList(content)) return content.flatMap(toNodes)
  return [content]
}

function isList(content: Content): content is readonly Content[] {
  return Array.isArray(content)
}
