import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { VFile } from 'vfile'
import { describe, expect, test } from 'vitest'
import { manPath } from '../../tools/man/header/man-path.ts'
import { readManual } from '../../tools/manual/parsed/index.ts'
import type { Page } from '../../tools/page/index.ts'
import { root } from '../cli/run-cli.ts'
import { compileMan } from '../compile-man.ts'
import { itWith, renderGroff, renderMandoc } from '../man/find-tool.ts'
import { readPage } from '../read-page.ts'
import { targets } from '../site/sample.ts'
import { mutateRoff } from './mutants.ts'
import { firstLost, renderedTokens } from './rendered-tokens.ts'
import { siteOf } from './site-of.ts'
import { siteStyle, siteTokens } from './site-tokens.ts'
import { type ShowLink, sourceTokens } from './source-tokens.ts'
import { difference } from './tokens.ts'

const constructs = readConstructs()
const manual = await readManual(root, [])
const pages = [...manual.all, constructs]

/** Compile a page without evidence, of which only its own words are printed. */
function roffOf(page: Page): string {
  const [file] = compileMan(page, { targets: manual.settings.targets })
  return file?.text ?? ''
}

function readConstructs(): Page {
  const path = new URL('./fixtures/constructs.7.md', import.meta.url)
  const file = new VFile({ path: 'docs/constructs.7.md', value: readFileSync(path, 'utf8') })
  const page = readPage(file, { targets })
  if (!page || file.messages.length > 0) throw new Error(file.messages.map(String).join('\n'))
  return page
}

/** Show the target of a link, unless the words of the page name it. */
function showLink(open: string, close: string): ShowLink {
  return (text, target) => {
    if (/^https?:/.test(target)) return `${text} ${open}${target}${close}`
    // The line below an entry of ERRORS would name the examples, with evidence.
    if (target.startsWith('#example-')) return text
    const [, name, section] = /^(.*)\.(\w+)\.md$/.exec(target) ?? []
    const seen = name === undefined ? target.slice(1).toUpperCase() : `${name}(${section})`
    return seen.toLowerCase() === text.toLowerCase() ? text : `${text} (see ${seen})`
  }
}

const inManual = {
  lists: true,
  number: (steps: readonly number[]): string => `(${steps.join('.')})`,
}
const groffStyle = { ...inManual, link: showLink('⟨', '⟩') }
const mandocStyle = { ...inManual, link: showLink('<', '>') }

/** Compile a page of this manual, or a single one, to the tokens of the site. */
function siteTokensOf(page: Page): string[] {
  return siteTokens(siteOf(page, manual.all.includes(page) ? manual.all : [page], targets))
}

describe.each(pages.map((page) => ({ page, path: page.file.path })))('$path', ({ page }) => {
  itWith('groff')('has the same words in groff', () => {
    const want = sourceTokens(page, groffStyle)
    expect(difference(want, renderedTokens(renderGroff(roffOf(page)), want))).toBeUndefined()
  })

  itWith('mandoc')('has the same words in mandoc', () => {
    const want = sourceTokens(page, mandocStyle)
    const shown = renderMandoc(roffOf(page), '-O', 'width=900')
    expect(difference(want, renderedTokens(shown, want))).toBeUndefined()
  })

  test('has the same words on the site', () => {
    const want = sourceTokens(page, siteStyle)
    expect(difference(want, siteTokensOf(page))).toBeUndefined()
  })
})

describe('a fault of the compiler', () => {
  itWith('mandoc')('of any kind is found in the rendered page', () => {
    const roff = roffOf(constructs)
    const want = sourceTokens(constructs, mandocStyle)
    const mutants = mutateRoff(roff)
    const kinds = new Set(mutants.map(({ name }) => name.replace(/,.*/, '')))
    expect(kinds.size).toBe(11)
    const survivors = mutants.filter(({ text }) => {
      const shown = renderMandoc(text, '-O', 'width=900')
      return difference(want, renderedTokens(shown, want)) === undefined
    })
    expect(survivors.map(({ name }) => name)).toEqual([])
  })

  test('is found on the site', () => {
    const want = sourceTokens(constructs, siteStyle)
    const have = siteTokensOf(constructs)
    const faults = have.flatMap((token, index) => [
      have.toSpliced(index, 1),
      have.with(index, `${token}-`),
      ...(token === have[index + 1] || index + 1 === have.length
        ? []
        : [have.toSpliced(index, 2, have[index + 1] ?? '', token)]),
    ])
    expect(faults.length).toBeGreaterThan(600)
    expect(faults.filter((each) => difference(want, each) === undefined)).toEqual([])
  })
})

describe('committed man pages', () => {
  // Only outcomes and charts can separate the words of the page.
  itWith('groff')('have every word of their source in order, at 80 columns', () => {
    const lost = manual.all.map((page) => {
      const [name = ''] = page.names
      const roff = readFileSync(join(root, 'man', manPath(name, page.section)), 'utf8')
      const want = sourceTokens(page, { ...groffStyle, lists: false })
      // An address can be broken after a slash.
      const shown = renderGroff(roff, '80n').replace(/(https?:\S*\/)\n\s+/g, '$1')
      return firstLost(want, shown)
    })
    expect(lost).toEqual(lost.map(() => undefined))
  })
})
