import { expect, test } from 'vitest'
import { pageAnchors } from '../../tools/page/index.ts'
import { compileSite } from '../../tools/site/index.ts'
import { findBroken, readAttributes, readIds, readLinks } from './links.ts'
import { compileSample, optionsFor, readFixture, readPage, siteProcessor } from './sample.ts'

const pages = readFixture('manual')
const files = await compileSample(pages)
const demo = files.get('demo.7.html') ?? ''
const constant = files.get('F_DEMO.2const.html') ?? ''

/** Text of HTML, with single blanks. */
function textOf(html: string): string {
  return html
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

/** Text between two marks, with the first one. */
function between(html: string, start: string, end: string): string {
  const from = html.indexOf(start)
  return from < 0 ? '' : html.slice(from, html.indexOf(end, from))
}

test('the fixtures are pages without errors', () => {
  expect(pages.flatMap(({ file }) => file.messages.map(String))).toEqual([])
})

test('makes a document a page, an index, a 404, and three more files', () => {
  expect([...files.keys()].sort()).toEqual([
    '404.html',
    'F_DEMO.2const.html',
    'demo.7.html',
    'index.html',
    'search-index.js',
    'site.css',
    'site.js',
  ])
})

test('makes the same bytes for any order of the pages', async () => {
  const again = await compileSample([...pages].reverse())
  expect([...again].sort()).toEqual([...files].sort())
})

test('has no broken link', () => {
  expect(readLinks(files).length).toBeGreaterThan(50)
  expect(findBroken(files)).toEqual([])
})

test('the link checker finds a broken link', () => {
  const broken = new Map([['a.html', '<p id=x><a href="#y">1</a><a href=b.html>2</a></p>']])
  expect(findBroken(broken).map(({ href }) => href)).toEqual(['#y', 'b.html'])
})

test('loads no external resource', () => {
  for (const [path, text] of files) {
    if (path.endsWith('.html')) {
      expect(readAttributes(text, 'src')).toEqual(['site.js'])
      expect(text.match(/<link [^>]*>/g)?.slice(1)).toEqual(['<link rel=stylesheet href=site.css>'])
    }
    if (path.endsWith('.css')) expect(text).not.toMatch(/url\(|@import/)
    if (path.endsWith('.js')) expect(text).not.toMatch(/fetch\(|XMLHttp|import\(|https?:/)
  }
})

test('ids are unique in a document', () => {
  for (const html of [demo, constant]) {
    expect(readIds(html).length).toBe(new Set(readIds(html)).size)
  }
})

test('gives sections, tagged items and examples the ids that links use', () => {
  expect(readIds(constant).filter((id) => !id.startsWith('~'))).toEqual([
    'NAME',
    'SYNOPSIS',
    'DESCRIPTION',
    'Taking_a_lease:_first_&_second',
    'example-take',
    'example-take-L6',
    'example-take-L7',
    'example-take-L8',
    'example-only-rfc',
    'example-only-rfc-L4',
    'example-not-run',
    'ERRORS',
    'EAGAIN',
    'EAGAIN~2',
    'EINVAL',
    'NOTES',
    'plain',
    'counted',
    'SEE_ALSO',
  ])
})

test('has each anchor of `pageAnchors`', () => {
  for (const source of pages) {
    const html = files.get(`${source.names[0]}.${source.section}.html`) ?? ''
    const missing = [...pageAnchors(source)].filter((anchor) => !readIds(html).includes(anchor))
    expect(missing).toEqual([])
  }
})

test('links references to pages of the manual, and others to man7.org', () => {
  const hrefs = readAttributes(between(constant, 'id=DESCRIPTION', '<h3'), 'href')
  expect(hrefs).toEqual([
    '#DESCRIPTION',
    'demo.7.html',
    'https://man7.org/linux/man-pages/man2/fcntl.2.html',
    'https://man7.org/linux/man-pages/man2/open.2.html',
    '#ERRORS',
  ])
  expect(readAttributes(between(demo, 'id=DESCRIPTION', '<figure'), 'href')).toEqual([
    '#DESCRIPTION',
    'F_DEMO.2const.html#EAGAIN~2',
    'https://example.org/a?b=1&c=2',
    'F_DEMO.2const.html',
    'F_DEMO.2const.html',
  ])
})

test('lists the pages that refer to a page, and those before and after it', () => {
  expect(textOf(between(demo, 'id=~referenced', '</section>'))).toContain(
    'F_DEMO(2const) : take and drop a demonstration lease',
  )
  expect(readAttributes(between(demo, 'class=pager', '</nav>'), 'href')).toEqual([
    'F_DEMO.2const.html',
  ])
  expect(readAttributes(between(constant, 'class=pager', '</nav>'), 'href')).toEqual([
    'demo.7.html',
  ])
})

test('prints a list of errors as terms, with all paragraphs of an item', () => {
  const list = between(constant, '<dl>', '</dl>')
  expect(textOf(list)).toBe(
    'EAGAIN Somebody else has it. Ask again. EAGAIN It is being broken. No example of this page shows it. EINVAL or EPERM Not here. Seen on host (measured); linux 6.12 (simulated) with ext4: take .',
  )
})

test('the index lists each page with its phrase, and counts runs', () => {
  const index = textOf(files.get('index.html') ?? '')
  expect(index).toContain(
    '2const System call constants F_DEMO(2const) , F_UNDEMO(2const) take and drop',
  )
  expect(index).toContain('sim:rfc-v1 3 of 3 rfc-v1 ext4 2026-11-22')
  expect(index).toContain('host 2 of 3 6.18.44 ext4 2026-11-22')
  expect(index).toContain('Start with demo(7) : overview of demonstration leases.')
})

test('links to the repository and to the canonical address only if they are set', async () => {
  expect([...files.values()].join('')).not.toMatch(/canonical|og:url|\/blob\//)
  const full = await compileSample(pages, {
    repository: 'https://example.org/r/',
    url: 'https://example.org/manual',
    title: 'Other title',
  })
  const html = full.get('demo.7.html') ?? ''
  expect(html).toContain('<link rel=canonical href=https://example.org/manual/demo.7.html>')
  expect(html).toContain('href=https://example.org/r/blob/HEAD/docs/demo.7.md')
  expect(html).toContain('<title>demo(7) · Other title</title>')
})

test('keeps every word of a page, code included', () => {
  for (const word of ['dax_layout_busy_page', 'F_LAYOUT', '$ man 7 demo']) {
    expect(demo.replace(/<[^>]*>/g, '')).toContain(word)
  }
})

test('a menu of many pages is limited to the section of the current one', async () => {
  const many = Array.from({ length: 90 }, (_, index) =>
    readPage(
      `p${index}.${index % 2 === 0 ? 7 : 5}.md`,
      `---\ndate: 2026-01-01\n---\n\n# p${index}(${index % 2 === 0 ? 7 : 5}) -- page\n\n## DESCRIPTION\n\nText.\n`,
    ),
  )
  const site = await compileSample(many)
  expect(
    readAttributes(between(site.get('p0.7.html') ?? '', 'class=pages', '</nav>'), 'href'),
  ).toHaveLength(46)
  expect(findBroken(site)).toEqual([])
})

test('the index counts the examples that ran, and lists each filesystem once', async () => {
  const options = optionsFor(pages)
  const evidence = new Map(
    [...options.evidence].map(([key, page]) => {
      const text = JSON.stringify(page).replaceAll('"fs":"ext4"', '"fs":"any, xfs, ext4"')
      return [key, JSON.parse(text) as typeof page]
    }),
  )
  const site = await compileSite(pages, { ...options, evidence }, siteProcessor)
  const index = textOf(site.find(({ path }) => path === 'index.html')?.text ?? '')
  expect(index).toContain('4 examples. Each example is type-checked, and 3 of them are run;')
  expect(index).toContain('sim:rfc-v1 3 of 3 rfc-v1 ext4, xfs 2026-11-22')
})

test('the index of an empty manual counts no pages', async () => {
  const site = await compileSite([], optionsFor([]), siteProcessor)
  expect(textOf(site.find(({ path }) => path === 'index.html')?.text ?? '')).toContain(
    '0 pages with 0 examples',
  )
})

test('a command of a SYNOPSIS has literals in bold and arguments as variables', async () => {
  const page = (section: string) =>
    readPage(
      'foo.1.md',
      `---\ndate: 2026-11-22\n---\n# foo(1) -- a foo\n\n## ${section}\n\n\`\`\`sh\nfoo [--out DIR]\n\`\`\`\n`,
    )
  const set = '<b>foo</b> [<b>--out </b><var>DIR</var>]'
  const compiled = async (section: string) =>
    (await compileSample([page(section)])).get('foo.1.html') ?? ''
  expect(between(await compiled('SYNOPSIS'), '<pre', '</pre>')).toContain(set)
  expect(between(await compiled('EXAMPLES'), '<pre', '</pre>')).not.toContain('<var>')
})

test('colors expectations, but not lookalikes', async () => {
  const code = [
    'const a = `two      //=> 1`',
    '/* block',
    '   //=> 2 */',
    'await f(a) //=> 3',
    '// on //=> 4',
  ]
  const text = `---\ndate: 2026-11-22\n---\n\n# x(7) -- a page\n\n## DESCRIPTION\n\n\`\`\`ts\n${code.join('\n')}\n\`\`\`\n`
  const html = (await compileSample([readPage('x.7.md', text)])).get('x.7.html') ?? ''
  expect(html.match(/<span class=x>[^<]*/g)).toEqual(['<span class=x>//=> 3'])
  expect(textOf(html)).toContain('two //=> 1')
})
