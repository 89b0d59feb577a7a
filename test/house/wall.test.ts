import { parseSync, Visitor } from 'oxc-parser'
import { expect, test } from 'vitest'
import { namedTargets } from '../../tools/driver/targets/index.ts'
import { kernelVocabulary } from '../../tools/subject.ts'
import { textOf, tracked } from './tree.ts'

// What turns pages into manuals knows no kernel: the words of kernels are in `driver/targets`, and only
// `tools/subject.ts` passes them to the reader of pages.

const rooms = ['page', 'outcome', 'evidence', 'check', 'run', 'man', 'site', 'manual', 'publish']

/**
 * Words of the generator itself: any filesystem, what is measured or simulated, roots of trees and
 * projects, and a member of a vocabulary.
 */
const own = new Set(['any', 'real', 'sim', 'root', 'signals'])

/** Names that Node has for the tool's own files and processes, and a part of an address. */
const elsewhere: Readonly<Record<string, readonly string[]>> = {
  'tools/check/c/run-compiler.ts': ['SIGKILL'],
  'tools/publish/record.ts': ['ENOTDIR'],
  'tools/publish/seal.ts': ['ENOENT', 'ENOTDIR'],
  'tools/run/worker/builtins.ts': ['vm'],
  'tools/site/links/resolve-reference.ts': ['linux'],
}

const { fileSystems, capabilities, errors, signals, leading, system } = kernelVocabulary
const targets = namedTargets().flatMap(({ name, selectors }) => [name, ...selectors])
const words = new Set(
  [...fileSystems, ...capabilities, ...errors, ...signals, leading, system, ...targets].filter(
    (word) => !own.has(word),
  ),
)

/** List the strings of a module, and the words of its templates. */
function wordsIn(path: string): string[] {
  const found: string[] = []
  new Visitor({
    Literal: ({ value }) => {
      if (typeof value === 'string') found.push(value)
    },
    TemplateElement: ({ value }) => {
      found.push(...(value.raw.match(/[A-Za-z][\w.:+-]*/g) ?? []).filter((word) => word.length > 4))
    },
  }).visit(parseSync(path, textOf(path)).program)
  return found
}

test('the generator has no word of kernels', () => {
  const wrong = rooms.flatMap((room) =>
    tracked(`tools/${room}/*.ts`).flatMap((path) =>
      wordsIn(path)
        .filter((word) => words.has(word) && elsewhere[path]?.includes(word) !== true)
        .map((word) => `${path} ${word}`),
    ),
  )
  expect(wrong).toEqual([])
})

test('only one module passes the words of kernels to the reader of pages', () => {
  const using = tracked('tools/*.ts').filter(
    (path) => !path.startsWith('tools/driver/') && /kernelVocabulary/.test(textOf(path)),
  )
  expect(using).toEqual(['tools/subject.ts'])
})
