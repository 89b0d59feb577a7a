import type { Definition, Root } from 'mdast'
import { anchorsOf, definitionsOf } from './blocks/definitions.ts'
import type { RoffHandlers } from './handlers.ts'
import type { Line } from './roff/line.ts'
import { request } from './roff/line.ts'
import { parametersOf } from './synopsis/parameters.ts'

/** Surroundings of a node, for its handler. */
export interface Context {
  /** Definitions of reference links, by identifier. */
  readonly definitions: ReadonlyMap<string, Definition>
  /** Titles of headings, by anchor. */
  readonly anchors: ReadonlyMap<string, string>
  /** Columns between the margin of the page's text and that of this block. */
  readonly indent: number
  /** Columns by which a container in this list item is indented. */
  readonly itemIndent: number
  /** Separator of blocks: a paragraph, or a list item without a tag. */
  readonly gap: Line
  /** Whether the block is the first one below a heading or tag, where a gap is not allowed. */
  readonly fresh: boolean
  /** Title of the section, in capitals. */
  readonly section: string
  /** Number of the step around this block, with a full stop; empty outside steps. */
  readonly step: string
  /** Whether all code is bold, as in tables of outcomes. */
  readonly literal: boolean
  /** Names of parameters in SYNOPSIS. */
  readonly parameters: ReadonlySet<string>
  /** Custom handlers, which take precedence. */
  readonly handlers: RoffHandlers
}

/** Context of the first block of `tree`. */
export function rootContext(tree: Root, handlers: RoffHandlers = {}): Context {
  return {
    definitions: definitionsOf(tree),
    anchors: anchorsOf(tree),
    indent: 0,
    itemIndent: 0,
    gap: request('P'),
    fresh: true,
    section: '',
    step: '',
    literal: false,
    parameters: parametersOf(tree),
    handlers,
  }
}

/** Space above a block, if it has any. */
export function gapOf(context: Context): Line[] {
  return context.fresh ? [] : [context.gap]
}
