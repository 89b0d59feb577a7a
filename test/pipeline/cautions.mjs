import remarkDirective from 'remark-directive'
import { visit } from 'unist-util-visit'

/** A plugin of ten lines: a container `:::caution` becomes a quote that begins with that word. */
export function remarkCautions() {
  return (tree) => {
    visit(tree, 'containerDirective', (node, index, parent) => {
      if (node.name !== 'caution') return
      const lead = { type: 'paragraph', children: [{ type: 'text', value: 'Caution:' }] }
      const { children, position } = node
      parent.children[index] = { type: 'blockquote', children: [lead, ...children], position }
    })
  }
}

export { remarkDirective }
