import type { Event, Point, Token, TokenizeContext } from 'micromark-util-types'
import type { Part } from './cut-page.ts'

/** A page, and what its tokens are read by. */
export interface Source {
  readonly text: string
  readonly context: TokenizeContext
}

/** Events of a part that is plain, as the constructs of micromark give them. */
export const plainEvents: Readonly<
  Record<'paragraph' | 'heading' | 'fence', (part: Part, source: Source) => Event[]>
> = {
  paragraph(part, source) {
    const span = { start: startOf(part), end: endOf(part, source) }
    return wrap(source, [{ type: 'paragraph', ...span }, text(span)])
  },
  /** @see micromark-core-commonmark 2.0, `resolveHeadingAtx` */
  heading(part, source) {
    const [start, end] = [startOf(part), endOf(part, source)]
    const [signs = '', gap = ''] = /^(#+)( +)/.exec(textOf(part, source)) ?? []
    const behind = after(start, gap.length)
    const title = { start: after(start, signs.length), end }
    return wrap(
      source,
      [{ type: 'atxHeading', start, end }],
      [
        ...wrap(source, [{ type: 'atxHeadingSequence', start, end: behind }]),
        ...wrap(source, [{ type: 'atxHeadingText', ...title }, text(title)]),
      ],
    )
  },
  /** @see micromark-core-commonmark 2.0, `tokenizeCodeFenced` */
  fence(part, source) {
    const [start, end] = [startOf(part), endOf(part, source)]
    const first = { ...part, end: source.text.indexOf('\n', part.start) }
    const open = endOf(first, source)
    const close = { ...end, column: 1, offset: source.text.lastIndexOf('\n', part.end - 1) + 1 }
    return wrap(
      source,
      [{ type: 'codeFenced', start, end }],
      [
        ...wrap(source, [{ type: 'codeFencedFence', start, end: open }], infoEvents(first, source)),
        // One value with all lines and their ends: the handler takes the first and the last end off.
        ...wrap(source, [{ type: 'codeFlowValue', start: open, end: close }]),
        ...wrap(source, [
          { type: 'codeFencedFence', start: close, end },
          { type: 'codeFencedFenceSequence', start: close, end },
        ]),
      ],
    )
  },
}

/** Line ends between blocks, of which nothing is made. */
export function gapEvents(start: Point, end: Point, source: Source): Event[] {
  return wrap(source, [{ type: 'lineEndingBlank', start, end }])
}

/** Where a part starts: at the margin. */
export function startOf({ line, start }: Part): Point {
  return { line, column: 1, offset: start, _index: 0, _bufferIndex: -1 }
}

/** Where a part ends, before its last line end. */
export function endOf({ line, start, end }: Part, { text: page }: Source): Point {
  let last = line
  let margin = start
  for (let at = page.indexOf('\n', start); at >= 0 && at < end; at = page.indexOf('\n', at + 1)) {
    last += 1
    margin = at + 1
  }
  return { line: last, column: end - margin + 1, offset: end, _index: 0, _bufferIndex: -1 }
}

/** The signs of an opening fence, its language, and what stands behind that. */
function infoEvents(first: Part, source: Source): Event[] {
  const start = startOf(first)
  const [, signs = '', info = '', gap = '', meta = ''] =
    /^(`+|~+)(\S*)( *)(.*)$/.exec(textOf(first, source)) ?? []
  const lang = after(start, signs.length)
  const behind = after(lang, info.length)
  const rest = after(behind, gap.length)
  return [
    ...wrap(source, [{ type: 'codeFencedFenceSequence', start, end: lang }]),
    ...(info ? named('codeFencedFenceInfo', lang, behind, source) : []),
    ...(meta ? named('codeFencedFenceMeta', rest, after(rest, meta.length), source) : []),
  ]
}

function named(type: Token['type'], start: Point, end: Point, source: Source): Event[] {
  return wrap(source, [
    { type, start, end },
    { type: 'chunkString', contentType: 'string', start, end },
  ])
}

function text(span: Pick<Token, 'start' | 'end'>): Token {
  return { type: 'chunkText', contentType: 'text', ...span }
}

/** Tokens in each other, and events in the innermost. */
function wrap({ context }: Source, tokens: Token[], inner: readonly Event[] = []): Event[] {
  const enter = tokens.map((token): Event => ['enter', token, context])
  const exit = tokens.map((token): Event => ['exit', token, context]).reverse()
  return [...enter, ...inner, ...exit]
}

function after(point: Point, columns: number): Point {
  return { ...point, column: point.column + columns, offset: point.offset + columns }
}

function textOf({ start, end }: Part, { text: page }: Source): string {
  return page.slice(start, end)
}
