import {
  presetPage,
  presetStyle,
  remarkEvidence,
  remarkOutcomes,
  remarkPage,
} from 'manproof/remark'
import remarkParse from 'remark-parse'
import { type PluggableList, unified } from 'unified'
import { VFile } from 'vfile'
import { expect, test } from 'vitest'
import { plainPage } from '../cli/pages.ts'
import { targets } from '../page/targets.ts'

const quoting = plainPage('a', '```ts file=x.ts\nf()\n```')

/** Run plugins on a page, whose data can be prepared; get the error that they throw. */
function errorOf(plugins: PluggableList, data = {}, value = plainPage('a', 'Text.')): string {
  const file = new VFile({ path: 'docs/a.7.md', value, data })
  try {
    const processor = unified().use(remarkParse).use(plugins)
    processor.runSync(processor.parse(file), file)
  } catch (error) {
    return error instanceof TypeError ? error.message : `not a TypeError: ${error}`
  }
  return `nothing, but ${file.messages.length} messages`
}

const page = presetPage({ targets })

test('plugins that need a page refuse a file that no plugin has read', () => {
  const missing = (plugin: string): string =>
    `Missing page, expected \`presetPage({ targets })\` before \`${plugin}\``
  const options = { targets }
  expect(errorOf([presetStyle])).toBe(missing('presetStyle'))
  expect(errorOf([[remarkEvidence, options], page])).toBe(missing('remarkEvidence'))
  expect(errorOf([[remarkOutcomes, options], page])).toBe(missing('remarkOutcomes'))
  const sound: PluggableList = [page, [remarkEvidence, options], [remarkOutcomes, options]]
  expect(errorOf(sound)).toBe('nothing, but 0 messages')
  // A page whose title cannot be read has a message, and the plugins leave it alone.
  expect(errorOf([...sound, presetStyle], {}, 'No title.')).toMatch(/^nothing, but [1-9]/)
})

test.each([5, 'x', [], null, {}])('%j in the data of a file is not a page', (wrong) => {
  const expected =
    /^Unexpected .+ in `file\.data\.page`, expected the page that `remarkPage` read from this file$/
  expect(errorOf([presetStyle], { page: wrong })).toMatch(expected)
  expect(errorOf([[remarkEvidence, { targets }]], { page: wrong })).toMatch(expected)
  expect(errorOf([[remarkOutcomes, { targets }]], { page: wrong })).toMatch(expected)
})

test.each([
  [5, 'Unexpected `5` as the file, expected an object'],
  ['x', 'Unexpected `"x"` as the file, expected an object'],
  [[], 'Unexpected `[]` as the file, expected an object'],
  [null, 'Unexpected `null` as the file, expected an object'],
  [() => 5, 'Unexpected `null` as the file, expected an object'],
  [
    { page: 'b.7', examples: {} },
    'Unexpected `"b.7"` as `page`, expected `a.7` as in the file name',
  ],
  [{ page: 'a.7', examples: 5 }, 'Unexpected `5` as `examples`, expected an object'],
  [{ page: 'a.7', examples: { it: 5 } }, 'Unexpected `5` as `it`, expected an object'],
])('%j in the data of a file is not evidence', (evidence, reason) => {
  const expected = `Cannot use \`file.data.evidence\` as evidence of \`a.7\`: ${reason}`
  expect(errorOf([page, [remarkEvidence, { targets }]], { evidence })).toBe(expected)
  expect(errorOf([page, [remarkOutcomes, { targets }]], { evidence })).toBe(expected)
})

test('a value without a form in JSON is not evidence', () => {
  expect(errorOf([page, [remarkEvidence, { targets }]], { evidence: 10n })).toBe(
    'Cannot use `file.data.evidence` as evidence of `a.7`: Do not know how to serialize a BigInt',
  )
})

test.each([
  [{}, 'Missing `targets`, expected those of the configuration'],
  [undefined, 'Missing `targets`, expected those of the configuration'],
  [5, 'Unexpected number `5` as options, expected an object'],
  [[targets], 'Unexpected list as options, expected an object'],
  [{ targets: 5 }, 'Unexpected number `5` in `targets`, expected those of the configuration'],
  [
    { targets: ['sim:rfc-v1'] },
    'Unexpected string `sim:rfc-v1` in `targets[0]`, expected a target, such as `simTarget` makes',
  ],
  [
    { targets: [{ name: 'a', selectors: 'b' }] },
    'Unexpected object in `targets[0]`, expected a target, such as `simTarget` makes',
  ],
  [{ targets, target: 5 }, 'Unexpected option `target`, expected `targets`'],
])('the options %j of a plugin are refused by name', (options, reason) => {
  expect(errorOf([[remarkEvidence, options as never]])).toBe(`remarkEvidence: ${reason}`)
  expect(errorOf([[remarkOutcomes, options as never]])).toBe(`remarkOutcomes: ${reason}`)
  expect(errorOf([[remarkPage, options as never]])).toBe(`remarkPage: ${reason}`)
  expect(() => presetPage(options as never)).toThrow(new TypeError(`presetPage: ${reason}`))
})

test.each([
  [{ readFile: 5 }, 'Unexpected number `5` in `readFile`, expected a function'],
  [{ readfile: () => 5 }, 'Unexpected option `readfile`, expected `readFile`'],
  [{ fileSystems: 'any' }, 'Unexpected string `any` in `fileSystems`, expected a list of strings'],
  [{ capabilities: [5] }, 'Unexpected number `5` in `capabilities[0]`, expected a string'],
])('the options %j of a reader of pages are refused by name', (options, reason) => {
  const all = { targets, ...options }
  expect(() => presetPage(all as never)).toThrow(new TypeError(`presetPage: ${reason}`))
  expect(errorOf([[remarkPage, all as never]])).toBe(`remarkPage: ${reason}`)
})

test.each([
  [undefined, '`undefined`'],
  ['text', 'string `text`'],
  [Promise.resolve({ text: '' }), 'promise'],
  [{ text: 5 }, 'object'],
  [{}, 'object'],
])('%j from `readFile` is refused', (read, found) => {
  const reader = presetPage({ targets, readFile: () => read as never })
  expect(errorOf([reader], {}, quoting)).toBe(
    `Unexpected ${found} from \`readFile\`, expected \`{ text }\` or \`{ problem }\`, both strings`,
  )
})
