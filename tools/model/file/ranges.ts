/** Sorted, disjoint, half-open ranges of pages. */
export type Ranges = readonly (readonly [number, number])[]

/** Ranges without `[from, to)`; the same object if that is empty. */
export function without(ranges: Ranges, from: number, to: number): Ranges {
  if (to <= from) return ranges
  const left: [number, number][] = []
  for (const [start, end] of ranges) {
    if (start < from) left.push([start, Math.min(end, from)])
    if (end > to) left.push([Math.max(start, to), end])
  }
  return left
}

/** Ranges with `[from, to)`. */
export function including(ranges: Ranges, from: number, to: number): Ranges {
  if (to <= from || ranges.some(([start, end]) => start <= from && to <= end)) return ranges
  const sorted = [...without(ranges, from, to), [from, to] as const].sort((a, b) => a[0] - b[0])
  const joined: [number, number][] = []
  for (const [start, end] of sorted) {
    const last = joined.at(-1)
    if (last !== undefined && last[1] === start) last[1] = end
    else joined.push([start, end])
  }
  return joined
}

/** Ranges after everything from `from` on has moved by `by` pages. */
export function shifted(ranges: Ranges, from: number, by: number): Ranges {
  let moved: Ranges = without(ranges, from, Number.POSITIVE_INFINITY)
  for (const [start, end] of without(ranges, 0, from)) {
    moved = including(moved, start + by, end + by)
  }
  return moved
}

/** Number of pages in all ranges. */
export function pageCount(ranges: Ranges): number {
  return ranges.reduce((sum, [start, end]) => sum + end - start, 0)
}
