import type { Root } from 'mdast'
import { expect, it } from 'vitest'
import { plainCell, plainTable } from '../../../tools/man/blocks/plain-table.ts'
import { toRoff } from '../../../tools/man/index.ts'

const header = { names: ['page'], section: '7', title: 'a page', date: '2026-11-22' }

it('a head of several lines is bold in each line', () => {
  const row = (...values: readonly string[]) => ({
    type: 'tableRow' as const,
    children: values.map((value) => plainCell(value)),
  })
  const long = 'word '.repeat(20).trim()
  const tree: Root = { type: 'root', children: [plainTable([row('head', long), row('a', 'b')])] }
  const lines = toRoff(tree, header).split('\n')
  const formats = lines.slice(lines.indexOf('nokeep nowarn tab(@);') + 1, lines.indexOf('l l.'))
  const rows = lines.slice(lines.indexOf('l l.') + 1, lines.indexOf('a@b'))
  expect(rows.length).toBeGreaterThan(1)
  expect(formats).toEqual(rows.map(() => 'lb lb'))
})
