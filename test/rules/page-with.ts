import type { PageFixture } from './page-fixtures.ts'

/** Write a page with the parts of a fixture, by its path. */
export function pageWith(fixture: PageFixture): Readonly<Record<string, string>> {
  const { section = '7', phrase = 'a page', text = 'Text.', library, synopsis, seeAlso } = fixture
  const value = [
    `---\ndate: 2026-11-22\n---\n\n# x(${section}) -- ${phrase}`,
    ...(library === undefined ? [] : [`## LIBRARY\n\n${library}`]),
    ...(synopsis === undefined ? [] : [`## SYNOPSIS\n\n${synopsis}`]),
    `## DESCRIPTION\n\n${text}`,
    `## SEE ALSO\n\n${seeAlso ?? '**fcntl**(2)'}\n`,
  ].join('\n\n')
  return { [`docs/x.${section}.md`]: value }
}
