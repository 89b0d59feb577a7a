/** A node of the ESTree from oxc-parser; members are checked where they are used. */
export interface Node {
  readonly type: string
  readonly start: number
  readonly end: number
  readonly [member: string]: unknown
}

/** Check whether a value is a syntax node. */
export function isNode(value: unknown): value is Node {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof Reflect.get(value, 'type') === 'string' &&
    typeof Reflect.get(value, 'start') === 'number'
  )
}

/** Walk a tree in source order, the node itself first; `skip` prunes. */
export function* nodesIn(node: Node, skip?: (node: Node) => boolean): Generator<Node> {
  if (skip?.(node)) return
  yield node
  for (const member of Object.values(node)) {
    for (const child of Array.isArray(member) ? member : [member]) {
      if (isNode(child)) yield* nodesIn(child, skip)
    }
  }
}
