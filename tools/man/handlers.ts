import type { Nodes } from 'mdast'
import type { Node } from 'unist'
import { escapeCodeLine, escapeProse, trimEscaped } from './roff/escape.ts'
import { type Line, type RequestName, request, text } from './roff/line.ts'

/** One line of a manual page: text, which is never read as a request, or a request. */
export type RoffLine = Line

/** What a handler makes lines with. Whatever it is given is text: no backslash gets through. */
export interface RoffTools {
  /** A line of text. */
  readonly text: (value: string) => RoffLine
  /** A line of code, blanks as they are; for between `EX` and `EE`. */
  readonly code: (value: string) => RoffLine
  /** A request or macro that pages may contain, with text as arguments. */
  readonly request: (name: RequestName, ...args: readonly string[]) => RoffLine
  /** Blocks, as the compiler sets them here. */
  readonly flow: (nodes: readonly Nodes[]) => RoffLine[]
}

/**
 * How a node of one type reads in a manual page.
 *
 * A block becomes lines, or nodes that the compiler knows, in any order; a node inside a line of
 * text becomes nodes that can stand there.
 */
export type RoffHandler = (node: Node, tools: RoffTools) => readonly (RoffLine | Nodes)[]

/** Handlers by type of node; they come before those of the compiler. */
export type RoffHandlers = Readonly<Record<string, RoffHandler>>

/** The handler of `type`, where there is one. */
export function handlerOf(handlers: RoffHandlers, type: string): RoffHandler | undefined {
  return Object.hasOwn(handlers, type) ? handlers[type] : undefined
}

/** Tools that compile blocks with `flow`. */
export function toolsOf(flow: RoffTools['flow']): RoffTools {
  return {
    text: (value) => text(trimEscaped(escapeProse(value))),
    code: (value) => text(escapeCodeLine(value.replace(/[\n\r]/g, ' '))),
    request: (name, ...args) => request(name, ...args.map(escapeProse)),
    flow,
  }
}
