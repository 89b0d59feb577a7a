import type { Target, Vocabulary } from '../../outcome/index.ts'
import { expectedOf, listOf } from '../../words/index.ts'
import type { Labels } from '../page.ts'

/** Words that labels can use: those of the subject, and the selectors of targets. */
export interface LabelWords extends Pick<Vocabulary, 'fileSystems' | 'capabilities'> {
  readonly targets: readonly Target[]
}

type ReadLabel = (
  text: string,
  words: LabelWords,
) => { readonly labels: Partial<Labels> } | { readonly problem: string }

/** Labels that front matter can set for all examples of a page. */
export const labelDefaults: Readonly<Record<string, ReadLabel>> = {
  fs: (fs, { fileSystems: known }) =>
    known.includes(fs) ? { labels: { fs } } : unexpected('filesystem', fs, known),
  targets: (text, { targets: known }) => {
    const targets = split(text)
    const words = selectorsOf(known)
    const wrong = targets.find((word) => !words.includes(word))
    if (targets.length === 0) return { problem: 'Unexpected empty `targets`, expected selectors' }
    return wrong === undefined ? { labels: { targets } } : unexpected('selector', wrong, words)
  },
  needs: (text, { capabilities: known }) => {
    const needs = split(text)
    const wrong = needs.find((word) => !known.includes(word))
    if (needs.length === 0) return { problem: 'Unexpected empty `needs`, expected capabilities' }
    return wrong === undefined ? { labels: { needs } } : unexpected('capability', wrong, known)
  },
  norun: (text) => {
    const norun = text.trim()
    return norun === ''
      ? { problem: 'Unexpected `norun` without a reason, expected `norun="REASON"`' }
      : { labels: { norun } }
  },
}

/** All labels, by the word before `=`. */
export const labelTable: Readonly<Record<string, ReadLabel>> = {
  ...labelDefaults,
  name: (name) =>
    /^[a-z0-9]+(?:[-_.][a-z0-9]+)*$/.test(name)
      ? { labels: { name } }
      : { problem: `Unexpected name \`${name}\`, expected lower case words joined by \`-\`` },
  file: (file) =>
    /^[^#\s]+(?:#[^#\s]+)?$/.test(file)
      ? { labels: { file } }
      : { problem: `Unexpected file \`${file}\`, expected \`PATH\` or \`PATH#REGION\`` },
}

/**
 * List the words that select targets.
 *
 * @param targets
 *   Targets of the configuration.
 * @returns
 *   Each selector and name once, in the order of the targets.
 */
export function selectorsOf(targets: readonly Target[]): readonly string[] {
  return [...new Set(targets.flatMap(({ name, selectors }) => [...selectors, name]))]
}

function split(text: string): string[] {
  return text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '')
}

function unexpected(what: string, word: string, known: readonly string[]): { problem: string } {
  const expected = known.length === 0 ? listOf([]) : expectedOf(word, known)
  return { problem: `Unexpected ${what} \`${word}\`, expected ${expected}` }
}
