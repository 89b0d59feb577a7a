import { expect, test } from 'vitest'
import { bindBook } from '../../tools/site/book.ts'
import { readSearchEntries } from '../../tools/site/search/search-entries.ts'
import { compileSearchScript } from '../../tools/site/search/search-script.ts'
import { decodeEntities, readAttributes, readTags } from './links.ts'
import { compileSample, optionsFor, readFixture } from './sample.ts'

const pages = readFixture('hostile')
const files = await compileSample(pages, { title: '<img src=x onerror=alert(0)>' })
const documents = [...files].filter(([path]) => path.endsWith('.html')).map(([, html]) => html)
const page = files.get('hostile.7.html') ?? ''

test('the page has each hostile text as text', () => {
  const text = decodeEntities(page.replace(/<[^>]*>/g, ''))
  for (const number of [0, 1, 2, 3, 7, 9, 10, 11, 12, 13, 14, 15, 16]) {
    expect(text).toContain(`alert(${number})`)
  }
})

test('no text becomes a tag', () => {
  expect(documents).toHaveLength(3)
  for (const html of documents) {
    const names = readTags(html).map(({ name }) => name)
    expect(names.filter((name) => name === 'script')).toHaveLength(1)
    const foreign = ['img', 'svg', 'iframe', 'object', 'b', 'style']
    expect(names.filter((name) => foreign.includes(name))).toEqual([])
    // No other text looks like the start of a tag.
    expect(html.match(/<[a-z]/g)?.length).toBe(names.length + quotedTags(html))
  }
})

/** Count starts of tags inside quoted attributes, where they are text. */
function quotedTags(html: string): number {
  const values = readTags(html).flatMap(({ attributes }) => attributes.map(([, value]) => value))
  return values.reduce((sum, value) => sum + (value.match(/<[a-z]/g)?.length ?? 0), 0)
}

test('no tag has a handler, and no link has another scheme', () => {
  for (const html of documents) {
    const names = readTags(html).flatMap(({ attributes }) => attributes.map(([name]) => name))
    expect(names.filter((name) => name.startsWith('on') || name === 'style')).toEqual([])
    const hrefs = readAttributes(html, 'href')
    const schemes = hrefs.flatMap((href) => /^[a-z]+:/i.exec(href)?.[0] ?? [])
    expect(schemes.filter((scheme) => !/^(?:data|https|mailto):$/.test(scheme))).toEqual([])
  }
})

test('an image is its text, without a request', () => {
  expect(page).toContain('an image')
  expect(page).not.toContain('spy.png')
})

test('only the text remains of links out of the manual', () => {
  for (const word of ['script', 'data', 'up', 'network', 'reference', 'and link']) {
    expect(page).toContain(word)
  }
  // The icon, a word that looks like a reference, and an address in the table remain.
  expect(readAttributes(page, 'href').filter((href) => /^[a-z]+:|^\//i.test(href))).toEqual([
    expect.stringMatching(/^data:image\/svg/),
    'https://man7.org/linux/man-pages/man2/alert.2.html',
    'mailto:me@example.org',
  ])
})

test('the search index is a script of data only', () => {
  const index = files.get('search-index.js') ?? ''
  expect(index).not.toContain('<')
  const data: unknown = JSON.parse(index.replace(/^globalThis\.manproofIndex = /, ''))
  expect(data).toEqual(readSearchEntries(bindBook(pages, optionsFor(pages))))
})

test('the search index escapes ends of scripts and of lines', () => {
  const entry = ['u', 'p', '</script>\u2028\u2029', 'w'] as const
  expect(compileSearchScript([entry])).toBe(
    'globalThis.manproofIndex = [\n["u","p","\\u003c/script>\\u2028\\u2029","w"]\n]\n',
  )
})
