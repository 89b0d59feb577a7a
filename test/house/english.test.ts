import { expect, test } from 'vitest'
import { textOf, tracked } from './tree.ts'

/**
 * Turns of phrase that a native editor would not write, by what to write instead.
 *
 * They are searched for in comments, messages and names of tests.
 */
const phrases: Readonly<Record<string, RegExp>> = {
  'after; `behind` is for places': /\bbehind\b/i,
  'is not a': /(?<!\bthere )\b(?:is|are|was) no [a-z]/i,
  'describes, lists, says': /\b(?:tells?|told|speaks?|spoke) of\b/i,
  'notified, or gets': /\b(?:is|are|be) told\b(?! (?:apart|from))/i,
  'name the actor': /\b(?:whoever|(?:any|some|every)body(?:'s)?)\b/i,
  'release, or undo': /\b(?:take|takes|took|taken|taking) (?:it |them |this )?back\b/i,
  'continues, or resumes': /\bgoes on\b/i,
  'missing X': /\babsence of\b/i,
  'check, or examine': /\b(?:looks?|looked|looking) at (?:it|them|each|whether)\b/i,
  '`undefined` if …': /\bnothing where\b/i,
  'until done': /\bas long as (?:one|it) likes?\b/i,
  'at its position': /\bas it stands\b/i,
  'filesystem, as in man-pages(7)': /\bfile systems?\b/i,
  forever: /\bfor ever\b/i,
}

/** Words of another meaning. */
const allowed =
  /\bhides? behind\b|(?:leaves?|left)(?: \w+)* behind|behind a (?:symbolic )?link|fast-behind|Somebody else has it|is no longer|are no longer|was no longer|is no more|file system\|file-system|`file system`/i

const line = /^\s*(?:\*|\/\*\*?|\/\/|#)|['"`]/

// Tables of rows quote the specification, and fixtures are texts of authors.
test('what people read in the sources is plain English', () => {
  const paths = tracked('tools', 'test', '.ci', 'bench', 'native').filter(
    (path) =>
      /\.(?:ts|mjs|c|h|sh)$|\.ci\//.test(path) && !/fixtures\/|english\.test|rows\.ts$/.test(path),
  )
  const found = paths.flatMap((path) =>
    textOf(path)
      .split('\n')
      .flatMap((text, index) => {
        if (!line.test(text) || allowed.test(text)) return []
        const why = Object.entries(phrases).find(([, pattern]) => pattern.test(text))?.[0]
        return why === undefined ? [] : [`${path}:${index + 1} (${why}): ${text.trim()}`]
      }),
  )
  expect(found).toEqual([])
})
