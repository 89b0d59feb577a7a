import type { Definition, Root } from 'mdast'
import { anchorsOf, definitionsOf } from './blocks/definitions.ts'
import type { RoffHandlers } from './handlers.ts'
import type { Line } from './roff/line.ts'
import { request } from './roff/line.ts'
import { parametersOf } from './synopsis/parameters.ts'

/** What a handler knows about the place of its node. */
export interface Context {
  /** Definitions of reference links, by identifier. */
  readonly definitions: ReadonlyMap<string, Definition>
  /** Titles of headings by their anchor. */
  readonly anchors: ReadonlyMap<string, string>
  /** Columns between the margin of the page's text and that of this block. */
  readonly indent: number
  /** How far a container inside this one starts to the right, while in a list item. */
  readonly itemIndent: number
  /** What stands between two blocks here: a paragraph, or a list item without a tag. */
  readonly gap: Line
  /** Whether the block is the first below a heading or tag, where no gap may stand. */
  readonly fresh: boolean
  /** Title of the section, in capitals. */
  readonly section: string
  /** Number of the step that this block is in, and a full stop; empty outside of steps. */
  readonly step: string
  /** Whether code is bold whatever it is: in tables of outcomes. */
  readonly literal: boolean
  /** Names of parameters in SYNOPSIS. */
  readonly parameters: ReadonlySet<string>
  /** Handlers of the user, which come first. */
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

/** The space above a block, where it has one. */
export function gapOf(context: Context): Line[] {
  return context.fresh ? [] : [context.gap]
}
