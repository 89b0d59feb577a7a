import { expect, test } from 'vitest'
import {
  including,
  pageCount,
  type Ranges,
  shifted,
  without,
} from '../../tools/model/file/ranges.ts'
import fc from '../seeded.ts'

const end = 24

/** List the pages of ranges, which must be sorted, filled and separate. */
function pagesOf(ranges: Ranges): readonly number[] {
  let last = -1
  for (const [from, to] of ranges) {
    expect(from).toBeGreaterThan(last)
    expect(to).toBeGreaterThan(from)
    last = to
  }
  return ranges.flatMap(([from, to]) => Array.from({ length: to - from }, (_, by) => from + by))
}

/** Make ranges of the pages whose sign is true. */
function rangesOf(signs: readonly boolean[]): Ranges {
  return signs.reduce<Ranges>(
    (ranges, is, page) => (is ? including(ranges, page, page + 1) : ranges),
    [],
  )
}

const page = fc.nat(end)
const signs = fc.array(fc.boolean(), { maxLength: end })

test('ranges are equivalent to sets of pages', () => {
  fc.assert(
    fc.property(signs, page, page, fc.integer({ min: 0, max: 9 }), (given, from, to, by) => {
      const ranges = rangesOf(given)
      const pages = pagesOf(ranges)
      const isOutside = (each: number) => each < from || each >= to
      expect(pages).toEqual(given.flatMap((is, index) => (is ? [index] : [])))
      expect(pageCount(ranges)).toBe(pages.length)
      expect(pagesOf(without(ranges, from, to))).toEqual(pages.filter(isOutside))
      const added = Array.from({ length: Math.max(to - from, 0) }, (_, index) => from + index)
      const all = [...new Set([...pages, ...added])].sort((a, b) => a - b)
      expect(pagesOf(including(ranges, from, to))).toEqual(all)
      const later = pages.map((each) => (each >= from ? each + by : each))
      expect(pagesOf(shifted(ranges, from, by))).toEqual(later)
    }),
    { numRuns: 1000 },
  )
})

test('an empty hole does not split a range', () => {
  expect(without([[0, 8]], 4, 4)).toEqual([[0, 8]])
  expect(without([[0, 8]], 5, 4)).toEqual([[0, 8]])
})
