import type { Code, Nodes, RootContent } from 'mdast'
import type { Evidence, Example, Spec, Target } from '../spec/index.ts'
import { indentedWidth } from './code.ts'
import { fitExpectations } from './fit-expectations.ts'
import { outcomeBlock } from './outcome-block.ts'
import { sequenceBlock } from './sequence-block.ts'

/** Blocks of a page with each example as its visible part and its outcomes. */
export function showExamples(
  spec: Spec,
  evidence: Evidence | undefined,
  targets: readonly Target[],
): RootContent[] {
  const examples = new Map(spec.examples.map((example) => [example.place.start.offset, example]))
  // One chart under each heading: those of its other examples would be much the same.
  let isDrawn = false
  const draw = (example: Example): RootContent[] => {
    const chart = isDrawn ? [] : sequenceBlock(example, evidence)
    isDrawn ||= chart.length > 0
    return chart
  }
  const show = (node: Code, example: Example): RootContent[] => {
    return [
      { ...node, value: fitExpectations(example.shown.replace(/\n$/, ''), indentedWidth) },
      ...outcomeBlock(example, evidence, targets),
      ...draw(example),
    ]
  }
  const replace = (node: RootContent): RootContent[] => {
    if (node.type === 'heading') isDrawn = false
    const example = node.type === 'code' && examples.get(node.position?.start.offset ?? -1)
    if (node.type === 'code' && example) return show(node, example)
    if (node.type === 'code')
      return [{ ...node, value: fitExpectations(node.value, indentedWidth) }]
    return isContainer(node) ? [mapChildren(node, replace)] : [node]
  }
  return spec.tree.children.flatMap(replace)
}

type Container = Extract<RootContent, { type: 'blockquote' | 'list' | 'listItem' }>

function isContainer(node: Nodes): node is Container {
  return node.type === 'blockquote' || node.type === 'list' || node.type === 'listItem'
}

function mapChildren(node: Container, replace: (node: RootContent) => RootContent[]): RootContent {
  return { ...node, children: node.children.flatMap(replace) } as RootContent
}
