import type { Mark } from './mark.ts'

const closing = String.raw`(?:[)"]|\\\[(?:aq|rq|cq)\]|\\f[BIRP])*`
const end = new RegExp(`[.!?]${closing}$`)
const words = String.raw`e\.g|i\.e|cf|vs|etc|approx|fig|no|nr|p|pp|vol|al|[A-Z]`
const titles = String.raw`Dr|Mr|Mrs|Ms|Prof|St|Jr|Sr|Ph\.D`
/** Words that end in a full stop but not a sentence; dots alone stand for omitted words. */
const abbreviation = new RegExp(
  String.raw`^\.{2,}$|(?:^|[(\]%])(?:${words}|${titles})\.${closing}$`,
  'i',
)

/** Whether groff would see the end of a sentence at the end of `line`. */
export function looksLikeEnd(line: string): boolean {
  return end.test(line)
}

/** Whether a word at a line end of the author ends a sentence. */
export function endsWritten(word: string): boolean {
  return looksLikeEnd(word) && !abbreviation.test(word)
}

/**
 * Whether a sentence ends with `word`; groff recognizes sentences by line ends.
 *
 * @param next
 *   Pieces of the following word; absent at the end of a paragraph.
 */
export function endsSentence(word: string, next: readonly (string | Mark)[] | undefined): boolean {
  if (!next || !looksLikeEnd(word) || abbreviation.test(word)) return false
  const [first] = next
  // A lowercase word after a full stop can follow an unlisted abbreviation.
  return typeof first !== 'string' || !/^[a-z]+[^a-z_(\\]*$/.test(first)
}
