import type { Nodes, Root } from 'mdast'

/**
 * Copy `tree` with a unique word in most texts and lines of code: before or after the text, so the
 * text is found at starts and ends of lines.
 */
export function markLeaves(tree: Root): Root {
  let count = 0
  const mark = (value: string): string => {
    count += 1
    const word = `u${count}z`
    return [`${word} ${value}`, `${value} ${word}`, value, `${value} ${word}`][count % 4] ?? value
  }
  // Only a title that is not empty is printed.
  const titled = <Kind extends Nodes>(node: Kind): Kind =>
    (node.type === 'link' || node.type === 'image') && node.title
      ? { ...node, title: mark(node.title) }
      : node
  const marked = <Kind extends Nodes>(node: Kind): Kind => {
    if ('children' in node) return titled({ ...node, children: node.children.map(marked) })
    if (node.type === 'code') {
      const lines = node.value.split('\n').map((line) => (line.trim() === '' ? line : mark(line)))
      return { ...node, value: lines.join('\n') }
    }
    if (node.type !== 'text' && node.type !== 'inlineCode') return titled(node)
    return { ...node, value: node.value.startsWith(' -- ') ? node.value : mark(node.value) }
  }
  return marked(tree)
}
