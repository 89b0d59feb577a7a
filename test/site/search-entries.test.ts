import { expect, test } from 'vitest'
import { bindBook } from '../../tools/site/book.ts'
import { readSearchEntries } from '../../tools/site/search/search-entries.ts'
import { optionsFor, readFixture } from './sample.ts'

const pages = readFixture('manual')
const entries = readSearchEntries(bindBook(pages, optionsFor(pages)))

test('the index has pages, sections, tagged items and examples', () => {
  expect(entries.map(([url, page, title]) => `${url} ${page} ${title}`)).toEqual([
    'F_DEMO.2const.html F_DEMO(2const) ',
    'F_DEMO.2const.html#SYNOPSIS F_DEMO(2const) SYNOPSIS',
    'F_DEMO.2const.html#DESCRIPTION F_DEMO(2const) DESCRIPTION',
    'F_DEMO.2const.html#Taking_a_lease:_first_&_second F_DEMO(2const) Taking a lease: first & second',
    'F_DEMO.2const.html#ERRORS F_DEMO(2const) ERRORS',
    'F_DEMO.2const.html#NOTES F_DEMO(2const) NOTES',
    'F_DEMO.2const.html#SEE_ALSO F_DEMO(2const) SEE ALSO',
    'F_DEMO.2const.html#EAGAIN F_DEMO(2const) EAGAIN',
    'F_DEMO.2const.html#EAGAIN~2 F_DEMO(2const) EAGAIN',
    'F_DEMO.2const.html#EINVAL F_DEMO(2const) EINVAL',
    'F_DEMO.2const.html#plain F_DEMO(2const) plain',
    'F_DEMO.2const.html#counted F_DEMO(2const) counted',
    'F_DEMO.2const.html#example-take F_DEMO(2const) example take',
    'F_DEMO.2const.html#example-only-rfc F_DEMO(2const) example only-rfc',
    'F_DEMO.2const.html#example-not-run F_DEMO(2const) example not-run',
    'demo.7.html demo(7) ',
    'demo.7.html#DESCRIPTION demo(7) DESCRIPTION',
    'demo.7.html#CAVEATS demo(7) CAVEATS',
    'demo.7.html#example-nothing-said demo(7) example nothing-said',
  ])
})

test('a section has its own words, without the most common ones', () => {
  const words = entries.find(([url]) => url === 'demo.7.html#DESCRIPTION')?.[3]
  expect(words).toBe(
    'see errors source f_demo 2const f_undemo kernel dax_layout_busy_page flag f_layout',
  )
})

test('an example has the words that a reader sees', () => {
  const words = entries.find(([url]) => url === 'F_DEMO.2const.html#example-take')?.[3] ?? ''
  expect(words.split(' ')).toContain('etxtbsy')
  expect(words.split(' ')).not.toContain('openworld')
})
