import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { lintRoff } from '../../../tools/man/lint/lint-roff.ts'
import { textOf, tracked } from '../../house/tree.ts'

const shown = (roff: string): string[] =>
  lintRoff(roff).map(({ ruleId, line, reason }) => `${line.number}: ${reason} [${ruleId}]`)

const pages = tracked('man/man*/*').filter((path) => textOf(path).includes('.TH '))
it.each(pages)('%s keeps every rule', (path) => {
  expect(shown(textOf(path))).toEqual([])
})

const fixtures = new URL('../fixtures/', import.meta.url)
it.each(readdirSync(fixtures))('the output of fixture %s keeps every rule', (name) => {
  expect(shown(readFileSync(new URL(`${name}/output.roff`, fixtures), 'utf8'))).toEqual([])
})
