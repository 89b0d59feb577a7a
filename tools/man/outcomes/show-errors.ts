import type { ListItem, PhrasingContent, RootContent } from 'mdast'
import { type ErrorSighting, type Evidence, errorSightings } from '../../evidence/index.ts'
import type { Target } from '../../outcome/index.ts'
import type { Page } from '../../page/index.ts'
import { placedAt } from './placed-at.ts'

/** Add a line to each entry of ERRORS with the examples that gave the error. */
export function showErrors(
  blocks: readonly RootContent[],
  page: Page,
  evidence: Evidence | undefined,
  targets: readonly Target[],
): RootContent[] {
  const sightings = new Map(
    [...errorSightings(page, evidence, targets)].map(([item, sighting]) => [
      startOf(item),
      sighting,
    ]),
  )
  if (sightings.size === 0) return [...blocks]
  return blocks.map((node) => {
    if (node.type !== 'list') return node
    const children = node.children.map((item) => {
      const sighting = sightings.get(startOf(item))
      return sighting === undefined ? item : withSighting(item, sighting)
    })
    return { ...node, children }
  })
}

/** Identity of a list item by its place, since the blocks can be copies. */
function startOf({ position }: ListItem): number {
  return position?.start.offset ?? -1
}

/** Add a line to the last paragraph of the entry. */
function withSighting(item: ListItem, sighting: ErrorSighting): ListItem {
  const words = placedAt(phrasingOf(sighting), item.position)
  const last = item.children.at(-1)
  if (last?.type !== 'paragraph') {
    return { ...item, children: [...item.children, { type: 'paragraph', children: words }] }
  }
  const children = [...last.children, { type: 'break' as const }, ...words]
  return { ...item, children: [...item.children.slice(0, -1), { ...last, children }] }
}

/** Sighting with names as code, which is not broken. */
function phrasingOf({ lead, examples, end }: ErrorSighting): PhrasingContent[] {
  const names = examples.flatMap((value, index): PhrasingContent[] => [
    ...(index === 0 ? [] : [{ type: 'text' as const, value: ', ' }]),
    { type: 'inlineCode', value },
  ])
  return [{ type: 'text', value: lead }, ...names, { type: 'text', value: end }]
}
