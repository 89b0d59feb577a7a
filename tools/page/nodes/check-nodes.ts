import type { Nodes, Root } from 'mdast'
import { report } from '../../message/index.ts'
import type { PageText } from '../text/page-text.ts'
import { placeOf } from '../text/place-of.ts'

/** What a reader of `man` or the site would lose; `undefined` if both show everything. */
type Loss = (node: Nodes, above: readonly Nodes[]) => string | undefined

const keep: Loss = () => undefined

/** Every node type of Markdown that a page can have. */
const losses = {
  root: keep,
  yaml: keep,
  paragraph: keep,
  heading: keep,
  text: keep,
  emphasis: keep,
  strong: keep,
  inlineCode: keep,
  code: keep,
  blockquote: keep,
  list: keep,
  thematicBreak: keep,
  break: keep,
  table: keep,
  tableRow: keep,
  tableCell: excessCell,
  linkReference: keep,
  listItem: (node) =>
    node.type === 'listItem' && typeof node.checked === 'boolean'
      ? 'check box, expected a plain list item'
      : undefined,
  link: (node) => ('title' in node && node.title ? linkTitle : undefined),
  definition: (node) => ('title' in node && node.title ? linkTitle : undefined),
  delete: () => 'struck-out text, expected words that say so',
  html: (node) =>
    'value' in node && node.value.startsWith('<!--')
      ? 'HTML comment, expected Markdown'
      : 'HTML, expected Markdown',
  image: () => 'image, expected words or a code block',
  imageReference: () => 'image, expected words or a code block',
  footnoteReference: () => 'footnote, expected the text in its place',
  footnoteDefinition: () => 'footnote, expected the text in its place',
} as const satisfies Record<Nodes['type'], Loss>

const known: ReadonlyMap<string, Loss> = new Map(Object.entries(losses))

const linkTitle = 'title of a link, expected it in the text'

/**
 * A cell after the last column, which browsers do not show.
 *
 * @see GitHub flavoured Markdown 0.29, "Tables (extension)": "the excess is ignored"
 */
function excessCell(node: Nodes, above: readonly Nodes[]): string | undefined {
  const [table, row] = above.slice(-2)
  if (node.type !== 'tableCell' || table?.type !== 'table' || row?.type !== 'tableRow') return
  const columns = table.children[0]?.children.length ?? 0
  if (row.children.indexOf(node) < columns) return
  return `cell of a row, expected at most ${columns} as in the first row`
}

/** Report nodes that a page must not contain: unknown, or lost in `man` or on the site. */
export function checkNodes(page: PageText, tree: Root): void {
  checkNode(page, [], tree)
}

function checkNode(page: PageText, above: Nodes[], node: Nodes): void {
  const lossOf = known.get(node.type)
  if (!lossOf) {
    const reason = `Unexpected node \`${node.type}\`, expected plain or GitHub flavoured Markdown`
    report(page.file, 'node-unknown', reason, placeOf(node), { ancestors: [...above, node] })
    return
  }
  const loss = lossOf(node, above)
  if (loss !== undefined) {
    // Its children are lost with it.
    const details = { ancestors: [...above, node] }
    report(page.file, 'text-lost', `Unexpected ${loss}`, placeOf(node), details)
    return
  }
  if (!('children' in node)) return
  above.push(node)
  for (const child of node.children) checkNode(page, above, child)
  above.pop()
}
