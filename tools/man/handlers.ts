import type { Nodes } from 'mdast'
import type { Node } from 'unist'
import { isRecord, kindOf, textKind } from '../words/index.ts'
import { escapeCodeLine, escapeProse, trimEscaped } from './roff/escape.ts'
import { type Line, type RequestName, request, text } from './roff/line.ts'

/** One line of a man page: a request, or text, which is never read as a request. */
export type RoffLine = Line

/** Functions that make lines for handlers. Their arguments are text: backslashes are escaped. */
export interface RoffTools {
  /** Make a line of text. */
  readonly text: (value: string) => RoffLine
  /** Make a line of code, blanks included, for use between `EX` and `EE`. */
  readonly code: (value: string) => RoffLine
  /** Make a request or macro. */
  readonly request: (name: RequestName, ...args: readonly string[]) => RoffLine
  /** Compile blocks as the compiler does here. */
  readonly flow: (nodes: readonly Nodes[]) => RoffLine[]
}

/**
 * Handler that compiles nodes of one type.
 *
 * A block becomes lines, or nodes that the compiler knows, in any order; an inline node becomes
 * inline nodes.
 */
export type RoffHandler = (node: Node, tools: RoffTools) => readonly (RoffLine | Nodes)[]

/** Handlers by type of node; they take precedence over those of the compiler. */
export type RoffHandlers = Readonly<Record<string, RoffHandler>>

/** Handler of `type`, if there is one. */
export function handlerOf(handlers: RoffHandlers, type: string): RoffHandler | undefined {
  return Object.hasOwn(handlers, type) ? handlers[type] : undefined
}

/**
 * Run a handler, which is a function of another program.
 *
 * @throws {TypeError}
 *   If it returns anything but lines and nodes.
 */
export function runHandler(
  handler: RoffHandler,
  node: Nodes,
  tools: RoffTools,
): ReturnType<RoffHandler> {
  const parts: unknown = handler(node, tools)
  if (Array.isArray(parts) && parts.every(isPart)) return parts
  const wrong = Array.isArray(parts) ? parts.find((part) => !isPart(part)) : parts
  const from = `from the handler of \`${node.type}\``
  throw new TypeError(`Unexpected ${kindOf(wrong)} ${from}, expected a list of lines and nodes`)
}

function isPart(part: unknown): part is RoffLine | Nodes {
  return isRecord(part) && (textKind.accepts(part['kind']) || textKind.accepts(part['type']))
}

/** Make the tools of a handler. */
export function toolsOf(flow: RoffTools['flow']): RoffTools {
  return {
    text: (value) => text(trimEscaped(escapeProse(value))),
    code: (value) => text(escapeCodeLine(value.replace(/[\n\r]/g, ' '))),
    request: (name, ...args) => request(name, ...args.map(escapeProse)),
    flow,
  }
}
