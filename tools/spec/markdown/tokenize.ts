import { preprocess } from 'micromark'
import type { Chunk, Event, ParseContext, Token } from 'micromark-util-types'
import { cutPage, type Part } from './cut-page.ts'
import { endOf, gapEvents, plainEvents, type Source, startOf } from './plain-events.ts'

/**
 * Events of a page, all levels of them in one list.
 *
 * The tokenizers and what they look for are micromark's. What is ours: plain blocks are known by the
 * first signs of their lines, where micromark looks for each container and construct at each line;
 * and the events of one level take the places of the tokens that they were made of in one copy, from
 * front to back, where micromark-util-subtokenize finds each place again and moves all that stands
 * behind it.
 *
 * @see micromark-util-subtokenize 2.1, `subtokenize`; measured: docs/internals/bench.md
 */
export function tokenize(text: string, parser: ParseContext): Event[] {
  // All definitions are known when the first text is read.
  const blocks = blockEvents({ text, context: contextOf(text, parser) })
  const events: Event[] = []
  expand(blocks, events, new Map())
  return events
}

/** Blocks, and what stands between them. */
function blockEvents(source: Source): Event[] {
  const events: Event[] = []
  const whole: Part = { kind: 'any', line: 1, start: 0, end: source.text.length }
  let end = startOf(whole)
  for (const part of cutPage(source.text)) {
    const start = startOf(part)
    if (start.offset > end.offset) events.push(...gapEvents(end, start, source))
    for (const event of partEvents(part, source)) events.push(event)
    end = endOf(part, source)
  }
  const last = endOf(whole, source)
  if (last.offset > end.offset) events.push(...gapEvents(end, last, source))
  return events
}

function partEvents(part: Part, source: Source): readonly Event[] {
  const { kind } = part
  if (kind !== 'any' && kind !== 'rows') return plainEvents[kind](part, source)
  const { parser } = source.context
  const chunks = preprocess()(source.text.slice(part.start, part.end), undefined, true)
  return (kind === 'rows' ? parser.flow : parser.document)(startOf(part)).write(chunks)
}

/** What tokens of plain blocks are read by: it knows where they are by their offsets. */
function contextOf(text: string, parser: ParseContext): Source['context'] {
  const sliceSerialize = ({ start, end }: Pick<Token, 'start' | 'end'>): string =>
    text.slice(start.offset, end.offset)
  return {
    parser,
    sliceSerialize,
    sliceStream(token): Chunk[] {
      const chunks = preprocess()(sliceSerialize(token), undefined, true)
      // The end belongs to whoever reads them.
      chunks.pop()
      return chunks
    },
  } as Source['context']
}

/** What each token of a chain was made of, by that token. */
type Parts = Map<Token, readonly Event[]>

/** Adds events to `out`, and in place of each token with content of its own what it is made of. */
function expand(events: readonly Event[], out: Event[], parts: Parts): void {
  for (let index = 0; index < events.length; index += 1) {
    const event = events[index] as Event
    const [kind, token] = event
    if (kind === 'exit' || !token.contentType) {
      out.push(event)
      if (kind === 'exit' && token._container) closeContainer(out)
      continue
    }
    if (!parts.has(token)) {
      if (out.at(-1)?.[1].type === 'listItemPrefix') markTask(token)
      readChain(event, parts)
    }
    expand(parts.get(token) ?? [], out, parts)
    // The exit of the token stands behind it.
    index += 1
  }
}

/** Tells the text that an item of a list begins with that a check box may stand there. */
function markTask(token: Token): void {
  if (token.type !== 'chunkFlow') return
  const events = token._tokenizer?.events ?? []
  let index = events[0]?.[1].type === 'lineEndingBlank' ? 2 : 0
  if (events[index]?.[1].type !== 'content') return
  for (index += 1; index < events.length; index += 1) {
    const { type } = (events[index] as Event)[1]
    if (type === 'content') return
    if (type !== 'chunkText') continue
    ;(events[index] as Event)[1]._isInFirstContentOfListItem = true
    index += 1
  }
}

/** Tokenizes what a chain of tokens contains, and cuts it where one of them ends. */
function readChain([, first, context]: Event, parts: Parts): void {
  const tokenizer = first._tokenizer ?? openTokenizer([first, context])
  // Resolvers change this list in place; the one of the tokenizer is another one afterwards.
  const events = tokenizer.events
  for (let token: Token | undefined = first; token; token = token.next) {
    if (token._tokenizer) continue
    const stream = context.sliceStream(token)
    if (!token.next) stream.push(null)
    if (token !== first) tokenizer.defineSkip(token.start)
    if (token._isInFirstContentOfListItem) tokenizer._gfmTasklistFirstContentOfListItem = true
    tokenizer.write(stream)
    if (token._isInFirstContentOfListItem) tokenizer._gfmTasklistFirstContentOfListItem = undefined
  }
  tokenizer.events = []
  cut(events, first, parts)
}

function openTokenizer([token, context]: readonly [Token, Event[2]]): Event[2] {
  const tokenizer = context.parser[token.contentType as NonNullable<Token['contentType']>](
    token.start,
  )
  if (token._contentTypeTextTrailing) tokenizer._contentTypeTextTrailing = true
  return tokenizer
}

/** A token ends behind a void token that spans a line end; whatever is left belongs to the last. */
function cut(events: readonly Event[], first: Token, parts: Parts): void {
  let token = first
  let start = 0
  for (let index = 1; index < events.length && token.next; index += 1) {
    if (!isLineEnd(events[index - 1] as Event, events[index] as Event)) continue
    parts.set(token, events.slice(start, index + 1))
    start = index + 1
    token = release(token) ?? token
  }
  parts.set(token, events.slice(start))
  release(token)
}

function isLineEnd([before, opened]: Event, [kind, token]: Event): boolean {
  return (
    kind === 'exit' &&
    before === 'enter' &&
    token.type === opened.type &&
    token.start.line !== token.end.line
  )
}

/** Lets go of what a token was read with. */
function release(token: Token): Token | undefined {
  token._tokenizer = undefined
  token.previous = undefined
  return token.next
}

/** A container, whose exit is the last event, ends before the line ends that stand there. */
function closeContainer(events: Event[]): void {
  const last = events.length - 1
  let first: number | undefined
  for (let index = last - 1; index >= 0; index -= 1) {
    const [kind, token] = events[index] as Event
    const isEnd = token.type === 'lineEnding' || token.type === 'lineEndingBlank'
    if (!isEnd && token.type !== 'linePrefix' && token.type !== 'listItemIndent') break
    if (!isEnd || kind !== 'enter') continue
    if (first !== undefined) (events[first] as Event)[1].type = 'lineEndingBlank'
    token.type = 'lineEnding'
    first = index
  }
  if (first === undefined) return
  const exit = events.pop() as Event
  exit[1].end = { ...(events[first] as Event)[1].start }
  events.splice(first, 0, exit)
}
