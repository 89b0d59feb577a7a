import type { Nodes, PhrasingContent } from 'mdast'
import type { Context } from '../context.ts'
import type { Line } from '../roff/line.ts'

/** Types of block nodes. */
export type FlowType = Exclude<Nodes['type'], PhrasingContent['type']> | 'html'

/** Compile a node of one type to lines. */
export type FlowHandler<Type extends FlowType> = (
  node: Extract<Nodes, { type: Type }>,
  context: Context,
  /** Compiles the blocks of a container, so that handlers do not depend on each other. */
  flow: Flow,
) => Line[]

/** Compile blocks one below the other. */
export type Flow = (nodes: readonly Nodes[], context: Context) => Line[]
