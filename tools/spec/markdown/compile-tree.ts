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
  const handlers = { enter: tableOf(config.enter), exit: tableOf(config.exit) }
  return (events) => {
    // Members in the order that they have in the trees of remark.
    const tree: Root = { type: 'root', children: [], position: undefined }
    const context: CompileContext = { ...base, stack: [tree], tokenStack: [], data: {} }
    for (const event of addItems(events)) {
      const handle = handlers[event[0]].get(event[1].type)
      if (handle === undefined) continue
      context.sliceSerialize = event[2].sliceSerialize
      handle.call(context, event[1])
    }
    tree.position = {
      start: pointOf(events[0]?.[1].start),
      end: pointOf(events.at(-2)?.[1].end),
    }
    return config.transforms.reduce<Root>((root, transform) => transform(root) ?? root, tree)
  }
}

type Handles = CompileContext['config']['enter']

/** Handlers by type: a table of that size is found quicker in a map than among members. */
function tableOf(handles: Handles): ReadonlyMap<string, NonNullable<Handles[string]>> {
  return new Map(
    Object.entries(handles).flatMap(([type, handle]) => (handle ? [[type, handle]] : [])),
  )
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
