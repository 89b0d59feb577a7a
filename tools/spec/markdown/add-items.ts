import type { Event, Token } from 'micromark-util-types'

/**
 * Events with one more token, `listItem`, around each item of a list.
 *
 * A list with blank lines between its items, and an item with some between its blocks, are marked.
 *
 * @see mdast-util-from-markdown 2.1, `prepareList`
 */
export function addItems(events: readonly Event[]): Event[] {
  const out: Event[] = []
  const starts: number[] = []
  for (const event of events) {
    out.push(event)
    if (!isList(event[1])) continue
    if (event[0] === 'enter') starts.push(out.length - 1)
    else addItemsTo(out, starts.pop() ?? 0)
  }
  return out
}

/** An event, and the index that it comes before. */
type Added = readonly [index: number, event: Event]

interface State {
  readonly events: readonly Event[]
  readonly added: Added[]
  /** Lists and quotes that are open inside this list. */
  depth: number
  item: Token | undefined
  /** Index of the first blank line inside the item. */
  blank: number | undefined
  /** Whether the item has only its marker yet. */
  isAtMarker: boolean
  isSpread: boolean
}

/** What stands between the marker of an item and its content. */
const prefixes = new Set([
  'linePrefix',
  'listItemValue',
  'listItemMarker',
  'listItemPrefix',
  'listItemPrefixWhitespace',
])

/** What may stand between a line end and the next item. */
const indents = new Set([
  'linePrefix',
  'blockQuotePrefix',
  'blockQuotePrefixWhitespace',
  'blockQuoteMarker',
  'listItemIndent',
])

/** Adds the items of the list that begins at `start` and is the last in `events`. */
function addItemsTo(events: Event[], start: number): void {
  const state: State = {
    events,
    added: [],
    depth: -1,
    item: undefined,
    blank: undefined,
    isAtMarker: false,
    isSpread: false,
  }
  for (let index = start; index < events.length; index += 1) {
    const event = events[index] as Event
    note(state, event, index)
    const isItem = state.depth === 0 && event[0] === 'enter' && event[1].type === 'listItemPrefix'
    const isEnd = state.depth === -1 && event[0] === 'exit' && isList(event[1])
    if (!isItem && !isEnd) continue
    if (state.item) closeItem(state, state.item, index)
    if (isItem) openItem(state, event, index)
  }
  ;(events[start] as Event)[1]._spread = state.isSpread
  merge(events, start, state.added)
}

function note(state: State, [kind, { type }]: Event, index: number): void {
  if (prefixes.has(type)) return
  if (type === 'listUnordered' || type === 'listOrdered' || type === 'blockQuote') {
    state.depth += kind === 'enter' ? 1 : -1
  } else if (type === 'lineEndingBlank') {
    if (kind === 'exit') return
    if (state.item && !state.isAtMarker && state.depth === 0) state.blank ||= index
  }
  state.isAtMarker = false
}

function openItem(state: State, [, token, context]: Event, index: number): void {
  const item = { type: 'listItem', _spread: false, start: { ...token.start } } as Token
  state.item = item
  state.added.push([index, ['enter', item, context]])
  state.blank = undefined
  state.isAtMarker = true
}

/** Closes an item before the line ends that stand in front of `index`. */
function closeItem(state: State, item: Token, index: number): void {
  const { events, blank } = state
  const [, token, context] = events[index] as Event
  let line: number | undefined
  for (let at = index - 1; at >= 0; at -= 1) {
    const [kind, before] = events[at] as Event
    const isEnd = before.type === 'lineEnding' || before.type === 'lineEndingBlank'
    if (!isEnd && !indents.has(before.type)) break
    if (!isEnd || kind === 'exit') continue
    if (line !== undefined) {
      ;(events[line] as Event)[1].type = 'lineEndingBlank'
      state.isSpread = true
    }
    before.type = 'lineEnding'
    line = at
  }
  if (blank !== undefined && (line === undefined || blank < line)) item._spread = true
  item.end = { ...(line === undefined ? token.end : (events[line] as Event)[1].start) }
  state.added.push([line ?? index, ['exit', item, context]])
}

function merge(events: Event[], start: number, added: readonly Added[]): void {
  const list = events.splice(start)
  let next = 0
  for (const [index, event] of list.entries()) {
    for (; added[next]?.[0] === start + index; next += 1) events.push((added[next] as Added)[1])
    events.push(event)
  }
}

function isList({ type }: Token): boolean {
  return type === 'listOrdered' || type === 'listUnordered'
}
