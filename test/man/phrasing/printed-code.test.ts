import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { VFile } from 'vfile'
import { describe, expect, test } from 'vitest'
import { readEvidence } from '../../../tools/evidence/index.ts'
import { printedCode } from '../../../tools/man/index.ts'
import { readManual } from '../../../tools/manual/parsed/index.ts'
import type { Example, Page } from '../../../tools/page/index.ts'
import { runExamples } from '../../../tools/run/index.ts'
import { root } from '../../cli/run-cli.ts'
import { compileMan } from '../../compile-man.ts'
import { readPage } from '../../read-page.ts'
import { groffReleases, itWith, itWithRelease, renderMandoc, runTool } from '../find-tool.ts'

const manual = await readManual(root, [])
const { targets } = manual.settings
const pages = manual.all.filter(({ examples }) => examples.length > 0)
const count = pages.flatMap(({ examples }) => examples).length

/** Compile a page with its outcomes, which separate examples without text between them. */
function roffOf(page: Page): string {
  const path = join(root, 'docs/evidence', `${page.names[0]}.${page.section}.json`)
  const evidence = existsSync(path) ? readEvidence(readFileSync(path, 'utf8'), path) : undefined
  return compileMan(page, { targets, evidence })[0]?.text ?? ''
}

/**
 * Render a page as groff has done since 1.23: a hyphen, a quote, a caret or a tilde without an
 * escape is not the ASCII character. Older releases and Debian map them to ASCII after `.TH`.
 */
function renderStock(roff: string, groff = 'groff'): string {
  const signs = [
    '.char - \\[hy]',
    ".char ' \\[cq]",
    '.char ` \\[oq]',
    '.char ^ \\[a^]',
    '.char ~ \\[a~]',
  ]
  const page = roff.replace(/^\.TH .*$/m, (line) => [line, ...signs].join('\n'))
  return runTool(groff, ['-t', '-man', '-Tutf8', '-rLL=80n'], page).stdout
}

const renders: Readonly<Record<string, (roff: string) => string>> = {
  groff: (roff) => renderStock(roff),
  mandoc: (roff) => renderMandoc(roff),
  man: (roff) => runTool('man', ['-l', '-'], roff).stdout,
}

/** Normalize the blanks before expectations, which belong to the layout. */
function settle(code: string): string {
  return code.trimEnd().replace(/[^\S\n]+(?=\/\/=>)/g, '  ')
}

function hashOf(code: string): string {
  return createHash('sha256').update(code).digest('hex')
}

/** Extract the examples among the blocks of code, in order. */
function extract(page: Page, rendered: string): string[] {
  const wanted = new Set(page.examples.map(({ shown }) => hashOf(settle(shown))))
  const blocks = printedCode(rendered).map(({ code }) => code)
  return blocks.filter((code) => wanted.has(hashOf(settle(code))))
}

/** List the pages of which a rendering lacks examples, and these examples. */
function lostIn(render: (roff: string) => string): unknown[] {
  return pages.flatMap((page) => {
    const found = extract(page, render(roffOf(page)))
      .map(settle)
      .map(hashOf)
    const want = page.examples.map(({ shown }) => hashOf(settle(shown)))
    const missing = page.examples.filter((_, index) => !found.includes(want[index] ?? ''))
    return found.join() === want.join()
      ? []
      : [page.file.path, found.length, want.length, ...missing.map(({ labels }) => labels.name)]
  })
}

describe('every example of every page is printed byte for byte', () => {
  for (const [name, render] of Object.entries(renders)) {
    itWith(name)(`by ${name}`, () => {
      expect(lostIn(render)).toEqual([])
      expect(count).toBeGreaterThan(100)
    })
  }

  for (const release of groffReleases) {
    itWithRelease(release)(`by groff ${release}`, (groff) => {
      expect(lostIn((roff) => renderStock(roff, groff))).toEqual([])
    })
  }
})

itWith('groff')('an example with a hyphen in place of a minus counts as lost', () => {
  const signed = pages.filter(({ examples }) =>
    examples.some(({ shown }) => /^await .*-/m.test(shown)),
  )
  expect(signed).not.toEqual([])
  const found = signed.filter((page) => {
    const wrong = roffOf(page).replace(/^(?:await|const) .*$/gm, (line) =>
      line.replaceAll('\\-', '-'),
    )
    return extract(page, renderStock(wrong)).length === page.examples.length
  })
  expect(found.map(({ file }) => file.path)).toEqual([])
})

test('escape sequences of a terminal are removed', () => {
  const page = [
    'x(7)',
    '',
    '\u001b[1mNAME\u001b[0m',
    '       x - y',
    '',
    '           a_\bw_\ba_\bi_\bt\u001b[22m x  \u001b]8;;https://example.org/\u001b\\//=>\u001b]8;;\u001b\\ 0',
    '             more',
    '',
    '           last',
    '       text',
    '    wide',
    '',
    '    left of it',
    '      //=> 1',
    '',
    '       text again',
  ]
  expect(printedCode(page.join('\n')).map(({ code }) => code)).toEqual([
    'await x  //=> 0\n  more\n\nlast\n',
    'left of it  //=> 1\n',
  ])
})

/** Replace the examples of a page by the printed ones, below their hidden lines. */
function withPrinted(page: Page, printed: readonly string[]): Page {
  const value = String(page.file)
  const pieces = page.examples.map((example, index) => ({ example, code: printed[index] ?? '' }))
  const text = pieces.reduceRight((page, { example, code }) => {
    const { start, end } = example.place
    const fence = page.slice(start.offset, end.offset)
    return `${page.slice(0, start.offset)}${putIn(fence, example, code)}${page.slice(end.offset)}`
  }, value)
  const read = readPage(new VFile({ path: page.file.path, value: text }), { targets })
  if (!read) throw new Error(`Unexpected ${page.file.path} without title`)
  return read
}

function putIn(fence: string, { code, shown }: Example, printed: string): string {
  const [head = ''] = fence.split('\n', 1)
  const hidden = code.slice(0, code.length - shown.length)
  return `${head.replace(/ file=\S+/, '')}\n${hidden}${printed.trimEnd()}\n\`\`\``
}

itWith('groff')('printed examples run with the outcomes of the page', async () => {
  const simulated = targets.filter(({ name }) => /^sim:(?:rfc|linux-6.12)/.test(name))
  const printed = pages.map((page) => withPrinted(page, extract(page, renderStock(roffOf(page)))))
  let ran = new Set<string>()
  let failed: string[] = []
  for await (const event of runExamples(printed, simulated, { workers: 1 })) {
    if (event.type !== 'summary') continue
    const results = event.results.filter(({ status }) => status !== 'skipped')
    ran = new Set(results.map(({ path, example }) => `${path} ${example.labels.name}`))
    failed = results
      .filter(({ status }) => status === 'failed')
      .map(({ example, target }) => `${example.labels.name} on ${target.name}`)
  }
  expect(failed).toEqual([])
  expect(ran.size).toBeGreaterThan(100)
})
