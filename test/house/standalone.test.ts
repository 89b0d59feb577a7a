import { expect, test } from 'vitest'
import { textOf, tracked } from './tree.ts'

// In pieces, lest this file match itself.
const forbidden = [
  ['..', 'shared'].join('/'),
  ['/', 'work', '/'].join(''),
  ['/tmp', 'brief'].join('/'),
  ['registry', 'npmjs', 'org'].join('.'),
  ['style-anchors', 'md'].join('.'),
  ['real-host', 'md'].join('.'),
  ['semantics', 'md'].join('.'),
  ['design', 'md'].join('.'),
]
const unfinished = ['TODO', 'FIXME', 'XXX'].map((word) => new RegExp(`\\b${word}\\b[:(]`))

const files = tracked().filter((path) => !/\.(?:png|ico|woff2|gz)$/.test(path))

test('no file depends on something outside the repository', () => {
  const found = files.flatMap((path) =>
    textOf(path)
      .split('\n')
      .flatMap((line, index) =>
        forbidden.some((word) => line.includes(word)) ? [`${path}:${index + 1} ${line}`] : [],
      ),
  )
  expect(found).toEqual([])
})

test('no file is left unfinished', () => {
  const found = files.filter((path) => unfinished.some((word) => word.test(textOf(path))))
  expect(found).toEqual([])
})

test('no file is named like a grab bag', () => {
  // `check/types` is the folder about the types of examples; a file `types.ts` would be a bag.
  const bags = /(?:^|\/)(?:(?:utils?|helpers?|misc|common)(?:\.\w+$|\/)|types\.\w+$)/
  expect(tracked('tools/*', 'test/*').filter((path) => bags.test(path))).toEqual([])
})

test('files are named in kebab case', () => {
  const odd = tracked('tools/*.ts', 'test/*.ts')
    .filter((path) => !path.includes('/fixtures/'))
    .filter((path) => !/^[a-z0-9-]+(?:\.\d+)?(?:\.test)?\.ts$/.test(path.replace(/.*\//, '')))
  expect(odd).toEqual([])
})
