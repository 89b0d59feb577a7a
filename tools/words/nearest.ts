/**
 * Find the candidate that a mistyped word most likely means.
 *
 * @param word
 *   Mistyped word.
 * @param candidates
 *   Known words.
 * @returns
 *   The first one with the least edit distance, where swapping neighbors counts one, and case a
 *   tenth; `undefined` if all distances exceed a third of the longer word, rounded up.
 * @see Damerau 1964, optimal string alignment
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined
  let least = Number.POSITIVE_INFINITY
  for (const candidate of candidates) {
    const limit = Math.ceil(Math.max(word.length, candidate.length) / 3)
    const distance = distanceOf(word, candidate)
    if (distance <= limit && distance < least) {
      best = candidate
      least = distance
    }
  }
  return best
}

/**
 * Sort known words by their likeness to a mistyped word.
 *
 * @param word
 *   Mistyped word.
 * @param candidates
 *   Known words; equally likely ones keep their order.
 * @returns
 *   Known words, the most likely one first.
 */
export function byLikeness(word: string, candidates: Iterable<string>): string[] {
  return [...candidates]
    .map((candidate) => ({ candidate, distance: distanceOf(word, candidate) }))
    .sort((left, right) => left.distance - right.distance)
    .map(({ candidate }) => candidate)
}

function distanceOf(left: string, right: string): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: right.length + 1 }, (_, column) => column)
  for (let row = 1; row <= left.length; row++) {
    const current = [row]
    for (let column = 1; column <= right.length; column++) {
      const cost = costOf(left[row - 1], right[column - 1])
      const swapped = left[row - 2] === right[column - 1] && left[row - 1] === right[column - 2]
      current.push(
        Math.min(
          (last[column] ?? 0) + 1,
          (current[column - 1] ?? 0) + 1,
          (last[column - 1] ?? 0) + cost,
          swapped ? (beforeLast[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
        ),
      )
    }
    beforeLast = last
    last = current
  }
  return last[right.length] ?? 0
}

function costOf(left: string | undefined, right: string | undefined): number {
  if (left === right) return 0
  return left?.toLowerCase() === right?.toLowerCase() ? 0.1 : 1
}
