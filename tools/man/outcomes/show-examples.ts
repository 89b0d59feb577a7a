import type { Code, Nodes, RootContent } from 'mdast'
import type { Evidence } from '../../evidence/index.ts'
import type { Target } from '../../outcome/index.ts'
import type { Example, Page } from '../../page/index.ts'
import { indentedWidth } from '../blocks/code.ts'
import { fitExpectations } from './fit-expectations.ts'
import { outcomeBlock } from './outcome-block.ts'
import { placedAt } from './placed-at.ts'
import { sequenceBlock } from './sequence-block.ts'

/** Columns for a word of an outcome: at the margin; less for each container; at least. */
const [mostRoom, indent, leastRoom] = [64, 4, 20]

/** Replace each example of a page with its visible part and its outcomes. */
export function showExamples(
  page: Page,
  evidence: Evidence | undefined,
  targets: readonly Target[],
): RootContent[] {
  const examples = new Map(page.examples.map((example) => [example.place.start.offset, example]))
  // Draw one chart per heading: those of its other examples would be similar.
  let isDrawn = false
  const draw = (example: Example): RootContent[] => {
    const chart = isDrawn ? [] : sequenceBlock(example, evidence)
    isDrawn ||= chart.length > 0
    return chart
  }
  const show = (node: Code, example: Example, depth: number): RootContent[] => {
    const room = Math.max(leastRoom, mostRoom - depth * indent)
    return [
      { ...node, value: fitExpectations(example, indentedWidth) },
      ...placedAt(
        [...outcomeBlock(example, { evidence, targets, room }), ...draw(example)],
        node.position,
      ),
    ]
  }
  const replace = (node: RootContent, depth = 0): RootContent[] => {
    if (node.type === 'heading') isDrawn = false
    const example = node.type === 'code' && examples.get(node.position?.start.offset ?? -1)
    if (node.type === 'code' && example) return show(node, example, depth)
    if (!isContainer(node)) return [node]
    return [mapChildren(node, (child) => replace(child, depth + 1))]
  }
  return page.tree.children.flatMap((node) => replace(node))
}

type Container = Extract<RootContent, { type: 'blockquote' | 'list' | 'listItem' }>

function isContainer(node: Nodes): node is Container {
  return node.type === 'blockquote' || node.type === 'list' || node.type === 'listItem'
}

function mapChildren(node: Container, replace: (node: RootContent) => RootContent[]): RootContent {
  return { ...node, children: node.children.flatMap(replace) } as RootContent
}
