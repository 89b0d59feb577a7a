/** Edits (insert, delete, replace, swap of neighbours) that turn `a` into `b`. */
function distance(a: string, b: string): number {
  let before: number[] = []
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      let best = Math.min(
        at(previous, j) + 1,
        at(row, j - 1) + 1,
        at(previous, j - 1) + (same ? 0 : 1),
      )
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        best = Math.min(best, at(before, j - 2) + 1)
      }
      row.push(best)
    }
    before = previous
    previous = row
  }
  return at(previous, b.length)
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY
}

/** Sort `words` so that the one most like `word` comes first; equal ones keep their order. */
export function byLikeness(word: string, words: Iterable<string>): string[] {
  const folded = word.toLowerCase()
  return [...words]
    .map((candidate) => ({ candidate, cost: distance(folded, candidate.toLowerCase()) }))
    .sort((a, b) => a.cost - b.cost)
    .map(({ candidate }) => candidate)
}

/** The one of `words` most like `word`, if it is like it at all. */
export function nearest(word: string, words: Iterable<string>): string | undefined {
  const [first] = byLikeness(word, words)
  if (first === undefined) return undefined
  const cost = distance(word.toLowerCase(), first.toLowerCase())
  return cost <= Math.max(2, Math.floor(first.length / 2)) ? first : undefined
}
