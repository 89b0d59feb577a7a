import { report } from '../../message/index.ts'
import type { Place } from '../../outcome/index.ts'
import { expectedOf } from '../../words/index.ts'
import type { Labels } from '../page.ts'
import { type PageText, placeAt } from '../text/page-text.ts'
import { type LabelWords, labelTable } from './label-table.ts'

const word = /([^\s=]+)(?:=(?:"((?:\\.|[^"\\])*)"(?=\s|$)|(\S*)))?/g

/** Labels of a fence, and their places. */
export interface FenceLabels {
  readonly labels: Partial<Labels>
  /** By the word before `=`. */
  readonly places: ReadonlyMap<string, Place>
}

/**
 * Read the labels after the language of a fence.
 *
 * @param page
 *   Page.
 * @param info
 *   Text of the labels and its offset in the page.
 * @param words
 *   Words that values can use.
 * @returns
 *   Valid labels; the others are reported.
 */
export function readLabels(
  page: PageText,
  info: { readonly text: string; readonly offset: number },
  words: LabelWords,
): FenceLabels {
  const labels: Partial<Labels> = {}
  const places = new Map<string, Place>()
  for (const match of info.text.matchAll(word)) {
    const [all, key = '', quoted, plain] = match
    const start = info.offset + match.index
    const read = labelTable[key]
    if (!read || !Object.hasOwn(labelTable, key)) {
      const reason = `Unexpected label \`${key}\`, expected ${expectedOf(key, Object.keys(labelTable))}`
      report(page.file, 'example-label', reason, placeAt(page, start, start + key.length))
      continue
    }
    const place = placeAt(page, start, start + all.length)
    if (places.has(key)) {
      report(page.file, 'example-label', `Unexpected second label \`${key}\`, expected one`, place)
      continue
    }
    places.set(key, place)
    const value = quoted === undefined ? (plain ?? '') : quoted.replace(/\\(.)/g, '$1')
    const result = value.startsWith('"')
      ? { problem: `Unexpected quotes in \`${all}\`, expected \`${key}="VALUE"\`` }
      : read(value, words)
    if ('problem' in result) report(page.file, 'example-label-value', result.problem, place)
    else Object.assign(labels, result.labels)
  }
  return { labels, places }
}
