import type { Mark } from './mark.ts'

const closing = String.raw`(?:[)"]|\\\[(?:aq|rq|cq)\]|\\f[BIRP])*`
const end = new RegExp(`[.!?]${closing}$`)
const words = String.raw`e\.g|i\.e|cf|vs|etc|approx|fig|no|nr|p|pp|vol|al|[A-Z]`
const titles = String.raw`Dr|Mr|Mrs|Ms|Prof|St|Jr|Sr|Ph\.D`
/** What ends in a full stop and no sentence; dots by themselves stand for words left out. */
const abbreviation = new RegExp(
  String.raw`^\.{2,}$|(?:^|[(\]%])(?:${words}|${titles})\.${closing}$`,
  'i',
)

/** Whether groff would take the end of `line` for the end of a sentence. */
export function looksLikeEnd(line: string): boolean {
  return end.test(line)
}

/** Whether a word at which the author began a new line ends a sentence. */
export function endsWritten(word: string): boolean {
  return looksLikeEnd(word) && !abbreviation.test(word)
}

/**
 * Whether a sentence ends with `word`: groff puts two blanks behind a sentence, which it knows by
 * its line end.
 *
 * @param next
 *   Pieces of the following word; absent at the end of a paragraph.
 */
export function endsSentence(word: string, next: readonly (string | Mark)[] | undefined): boolean {
  if (!next || !looksLikeEnd(word) || abbreviation.test(word)) return false
  const [first] = next
  // A lower-case word behind a full stop may go on after an abbreviation that is not listed.
  return typeof first !== 'string' || !/^[a-z]+[^a-z_(\\]*$/.test(first)
}
