import type { Root } from 'mdast'
import { type CompileContext, type Extension, fromMarkdown } from 'mdast-util-from-markdown'
import type { Event, Point } from 'micromark-util-types'
import { addItems } from './add-items.ts'

/** Makes the tree of a page from its events. */
export type TreeCompiler = (events: readonly Event[]) => Root

/**
 * Make a compiler from events to a tree.
 *
 * What each event does is up to the handlers of mdast-util-from-markdown and its extensions. They
 * all get one context, where the compiler there copies it for each of thousands of events.
 *
 * @see mdast-util-from-markdown 2.1, `compile`; measured: docs/internals/bench.md
 */
export function treeCompiler(extensions: readonly Extension[]): TreeCompiler {
  const base = contextOf(extensions)
  const { config } = base
  return (events) => {
    // Members in the order that they have in the trees of remark.
    const tree: Root = { type: 'root', children: [], position: undefined }
    const context: CompileContext = { ...base, stack: [tree], tokenStack: [], data: {} }
    for (const [kind, token, { sliceSerialize }] of addItems(events)) {
      const handlers = config[kind]
      if (!Object.hasOwn(handlers, token.type)) continue
      context.sliceSerialize = sliceSerialize
      handlers[token.type]?.call(context, token)
    }
    tree.position = {
      start: pointOf(events[0]?.[1].start),
      end: pointOf(events.at(-2)?.[1].end),
    }
    return config.transforms.reduce<Root>((root, transform) => transform(root) ?? root, tree)
  }
}

/** What handlers get, from a handler that gets it; nothing else handles this event. */
function contextOf(extensions: readonly Extension[]): CompileContext {
  let found: CompileContext | undefined
  const probe: Extension = {
    enter: {
      content() {
        found = this
      },
    },
  }
  fromMarkdown('a', { mdastExtensions: [...extensions, probe] })
  if (!found)
    throw new Error('Unexpected text without an event, expected the context of its handler')
  const { content: _, ...enter } = found.config.enter
  return { ...found, config: { ...found.config, enter } }
}

function pointOf(point: Point | undefined): { line: number; column: number; offset: number } {
  const { line, column, offset } = point ?? { line: 1, column: 1, offset: 0 }
  return { line, column, offset }
}
