import { VFile } from 'vfile'
import { expect, test } from 'vitest'
import { checkSpec } from '../../tools/check/index.ts'
import { compileMan } from '../../tools/man/index.ts'
import { readSpec } from '../../tools/spec/index.ts'
import { type PageFixture, pageFixtures } from './page-fixtures.ts'

/** What is said of a page, with places and ids. */
function check(fixture: PageFixture): { places: boolean[]; ids: string[] } {
  const { section = '7', phrase = 'a page', text = 'Text.', synopsis, seeAlso } = fixture
  const value = [
    `---\ndate: 2026-11-22\n---\n\n# x(${section}) -- ${phrase}`,
    ...(synopsis === undefined ? [] : [`## SYNOPSIS\n\n${synopsis}`]),
    `## DESCRIPTION\n\n${text}`,
    `## SEE ALSO\n\n${seeAlso ?? '**fcntl**(2)'}\n`,
  ].join('\n\n')
  const file = new VFile({ path: `docs/x.${section}.md`, value })
  const spec = readSpec(file, { targets: [] })
  if (!spec) throw new Error('no spec')
  checkSpec(spec)
  compileMan(spec, { targets: [] })
  return {
    places: file.messages.map(({ place }) => place !== undefined),
    ids: file.messages.map(({ ruleId }) => String(ruleId)),
  }
}

test.each(Object.entries(pageFixtures))('rule `%s` fires at a place, and is quiet', (id, pages) => {
  const { places, ids } = check(pages.fires)
  expect(ids).toEqual([id])
  expect(places).toEqual([true])
  expect(check(pages.quiet).ids).toEqual([])
})
