import type { Paragraph, PhrasingContent } from 'mdast'
import fc from '../../seeded.ts'

/** Part of a paragraph: blanks or signs, a word, a link, a reference, or parts in one font. */
type Stretch =
  | { readonly kind: 'joint'; readonly value: string }
  | { readonly kind: 'word' | 'code' | 'link' | 'reference'; readonly word: string }
  | { readonly kind: 'strong' | 'emphasis'; readonly parts: readonly Stretch[] }

/** A word and its font: bold, italic, or roman. */
export interface FontWord {
  readonly word: string
  readonly font: 'B' | 'I' | 'R'
}

/** A paragraph, its words with their fonts, and its text on a terminal without links. */
export interface GluedParagraph {
  readonly node: Paragraph
  readonly words: readonly FontWord[]
  readonly text: string
}

const address = 'http://x.y'

const joint = fc
  .constantFrom('', '', '', '', ' ', ' ', '\n', ', ', '/', '\u2026', '\u00a0', '(', '\u201d')
  .map((value): Stretch => ({ kind: 'joint', value }))
const leaf = fc
  .constantFrom('word', 'word', 'code', 'link', 'reference', 'reference')
  .map((kind): Stretch => ({ kind: kind as 'word', word: '' }))
const group = fc
  .tuple(fc.constantFrom('strong' as const, 'emphasis' as const), stretches(leaf, 3))
  .map(([kind, parts]): Stretch => ({ kind, parts }))

/** Stretches that begin and end with a word, with or without a joint between them. */
function stretches(of: fc.Arbitrary<Stretch>, maxLength: number): fc.Arbitrary<Stretch[]> {
  return fc
    .tuple(of, fc.array(fc.tuple(joint, of), { maxLength }))
    .map(([first, rest]) => [first, ...rest.flat()])
}

/**
 * Paragraphs of words, code, links and references glued together in different fonts; each word
 * occurs once.
 */
export const gluedParagraphs: fc.Arbitrary<GluedParagraph[]> = fc
  .array(stretches(fc.oneof(leaf, leaf, group), 4), { minLength: 10, maxLength: 30 })
  .map((all) => {
    let count = 0
    const named = (part: Stretch): Stretch => {
      if ('parts' in part) return { ...part, parts: part.parts.map(named) }
      if (part.kind === 'joint') return part
      count += 1
      return { ...part, word: `w${count}q` }
    }
    return all.map((parts) => paragraphOf(parts.map(named)))
  })

function paragraphOf(parts: readonly Stretch[]): GluedParagraph {
  return {
    node: { type: 'paragraph', children: parts.flatMap(nodesOf) },
    words: parts.flatMap((part) => wordsOf(part, 'R')),
    text: parts.map(textOf).join('').replace(/\s+/g, ' '),
  }
}

function nodesOf(part: Stretch): PhrasingContent[] {
  switch (part.kind) {
    case 'joint':
      return [{ type: 'text', value: part.value }]
    case 'word':
      return [{ type: 'text', value: part.word }]
    case 'code':
      return [{ type: 'inlineCode', value: part.word }]
    case 'link':
      return [{ type: 'link', url: address, children: [{ type: 'text', value: part.word }] }]
    case 'reference':
      return [
        { type: 'strong', children: [{ type: 'text', value: part.word }] },
        { type: 'text', value: '(2)' },
      ]
    default:
      return [{ type: part.kind, children: part.parts.flatMap(nodesOf) }]
  }
}

function wordsOf(part: Stretch, font: FontWord['font']): FontWord[] {
  if (part.kind === 'joint') return []
  if ('parts' in part) {
    return part.parts.flatMap((each) => wordsOf(each, part.kind === 'strong' ? 'B' : 'I'))
  }
  const isBold = part.kind === 'code' || part.kind === 'reference'
  return [{ word: part.word, font: isBold ? 'B' : font }]
}

function textOf(part: Stretch): string {
  if (part.kind === 'joint') return part.value.replace('\u2026', '...')
  if ('parts' in part) return part.parts.map(textOf).join('')
  if (part.kind === 'link') return `${part.word} \u27e8${address}\u27e9`
  return part.kind === 'reference' ? `${part.word}(2)` : part.word
}
