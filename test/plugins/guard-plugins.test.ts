import type { Root } from 'mdast'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import { type PluggableList, type Plugin, type Processor, unified } from 'unified'
import { VFile } from 'vfile'
import { expect, test } from 'vitest'
import { formatMessages, unlessReported } from '../../tools/message/index.ts'
import * as plugins from '../../tools/plugins/index.ts'
import { guardParser, guardPlugins } from '../../tools/plugins/index.ts'

test('`plugins` has a public interface', () => {
  expect(Object.keys(plugins).sort()).toEqual(['guardParser', 'guardPlugins'])
})

function processorOf(list: PluggableList, limit = 1000): Processor<Root> {
  return unified()
    .use(remarkParse)
    .use(guardPlugins(list, { list: 'remarkPlugins', limit }))
    .use(guardParser, 'remarkPlugins') as unknown as Processor<Root>
}

/** Messages on a page without the places in plugins, and the tree that its plugins made of it. */
async function run(processor: Processor<Root>): Promise<{ messages: string; tree: unknown }> {
  const file = new VFile({ path: 'docs/x.7.md', value: 'One.\n\nTwo.\n' })
  const tree = await unlessReported(file, async () => processor.run(processor.parse(file), file))
  return { messages: formatMessages([file]).replace(/^ {2}Thrown at .*\n/gm, ''), tree }
}

const message = (reason: string, place = '1:1'): string =>
  `docs/x.7.md:${place}: error: Cannot ${reason} [plugin-failed]\n`

const at = (reason: string, place?: string): string =>
  message(`run plugin \`moody\` (\`remarkPlugins[0]\`): ${reason}`, place)

const transforming = (transform: (...args: never[]) => unknown): Plugin => {
  return function moody() {
    return transform as never
  }
}

const second = { start: { line: 3, column: 1 }, end: { line: 3, column: 5 } }
const thrown = (value: unknown) => () => {
  throw value
}

test.each<[unknown, string]>([
  [{ type: 'text' }, 'it left `text` without `value`'],
  [{ type: 'inlineCode', value: 7 }, 'it left a number `7` as `value` of `inlineCode`'],
  [{ type: 'link', children: [] }, 'it left `link` without `url`'],
  [{ type: 'heading', depth: '3', children: [] }, 'it left a string `3` as `depth` of `heading`'],
  [{ type: 'heading', depth: 7, children: [] }, 'it left a number `7` as `depth` of `heading`'],
  [{ type: 'table', children: [] }, 'it left an empty list as `children` of `table`'],
  [
    { type: 'list', children: [{ type: 'text', value: 'x' }] },
    'it left `text` in `list`, expected `listItem`',
  ],
])('a node %j of a plugin is an error', async (node, reason) => {
  const plugin = transforming((tree: Root) => void tree.children.push(node as never))
  expect((await run(processorOf([plugin]))).messages).toBe(at(reason))
})

test.each([{ type: 'widget' }, { type: 'element' }])('%j in hast is an error', async (node) => {
  const list = [transforming((tree: Root) => void tree.children.push(node as never))]
  const guarded = guardPlugins(list, { list: 'rehypePlugins', kind: 'hast' })
  const file = new VFile({ path: 'docs/x.7.md' })
  const processor = unified().use(guarded)
  await unlessReported(file, () => processor.run({ type: 'root', children: [] } as Root, file))
  expect(formatMessages([file])).toContain(`\`${node.type}\``)
})

test.each<[string, (...args: never[]) => unknown, string]>([
  ['throws', thrown(new Error('No mood')), at('No mood')],
  ['throws several lines', thrown(new Error('No mood\nat all')), at('No mood')],
  ['throws nothing to say', thrown(new TypeError()), at('it threw `TypeError`')],
  ['throws a text', thrown('mood'), at('it threw `mood`')],
  ['throws an object', thrown(Object.create(null)), at('it threw a value of type `object`')],
  ['rejects', async () => Promise.reject(new Error('No mood')), at('No mood')],
  ['returns an error', () => new Error('No mood'), at('No mood')],
  [
    'calls back',
    (_: never, __: never, next: (e: Error) => void) => next(new Error('No')),
    at('No'),
  ],
  ['has a position', thrown(Object.assign(new Error('No'), { position: second })), at('No', '3:1')],
  ['has a place', thrown(Object.assign(new Error('No'), { place: second.start })), at('No', '3:1')],
  ['has a bad place', thrown(Object.assign(new Error('No'), { place: { line: -1 } })), at('No')],
  [
    'fails the file',
    (_: never, file: VFile) => file.fail('No mood', { place: second }),
    at('No mood', '3:1'),
  ],
  [
    'returns a text',
    () => 'tree',
    at('it returned a string `tree`, expected a tree or `undefined`'),
  ],
  ['returns a list', () => [], at('it returned an empty list, expected a tree or `undefined`')],
  [
    'resolves to a number',
    async () => 5,
    at('it returned a number `5`, expected a tree or `undefined`'),
  ],
  [
    'returns a text node',
    () => ({ type: 'text' }),
    at('it returned a node `text`, expected `root`'),
  ],
  ['returns a bare root', () => ({ type: 'root' }), at('it left `root` without `children`')],
  [
    'leaves what is not a node',
    (tree: Root) => void tree.children.push(null as never),
    at('it left `null` in `root`, expected a node'),
  ],
  ['never ends', () => new Promise(() => {}), at('it did not finish within 1 s')],
  ['never calls back', (_: never, __: never, ___: never) => {}, at('it did not finish within 1 s')],
])('a plugin that %s is named on the page', async (_, transform, messages) => {
  expect(await run(processorOf([transforming(transform)]))).toEqual({ messages, tree: undefined })
})

test('an error that a plugin throws is followed by its place in the plugin', async () => {
  const file = new VFile({ path: 'docs/x.7.md', value: 'One.\n' })
  const processor = processorOf([transforming(thrown(new Error('No mood')))])
  await unlessReported(file, async () => processor.run(processor.parse(file), file))
  const [place] = /test\/plugins\/[^/]*$/.exec(file.messages[0]?.note ?? '') ?? []
  expect(place).toMatch(/^test\/plugins\/guard-plugins\.test\.ts:\d+:\d+$/)
})

test('a plugin that removes everything is named on the page', async () => {
  const removing = transforming((tree: Root) => void tree.children.splice(0))
  const { messages } = await run(processorOf([removing]))
  expect(messages).toBe(at('it removed everything from the page'))
})

test('a plugin that cannot be attached is named on each page', async () => {
  const moody: Plugin = thrown(new Error('No mood'))
  const processor = processorOf([() => undefined, { plugins: [moody] }])
  const reason = 'run plugin `remarkPlugins[1].plugins[0]`: No mood'
  for (const _ of [1, 2]) expect((await run(processor)).messages).toBe(message(reason))
})

test('a plugin that is attached by a promise is refused, and rejects nothing', async () => {
  const moody = async (): Promise<never> => Promise.reject(new Error('late'))
  const { messages } = await run(processorOf([moody as never]))
  expect(messages).toBe(at('it returned a promise, expected a transformer'))
})

test('a plugin that got stuck is not waited for as long again', async () => {
  const processor = processorOf([transforming(() => new Promise(() => {}))], 300)
  await run(processor)
  const began = performance.now()
  expect((await run(processor)).messages).toBe(
    at('it did not finish on `docs/x.7.md`, and was not run again'),
  )
  expect(performance.now() - began).toBeLessThan(200)
})

test('an extension of syntax that throws is a message on the page', async () => {
  const syntax: Plugin = function (this: Processor) {
    const tokenize = thrown(new Error('No mood'))
    const data = this.data() as { micromarkExtensions?: unknown[] }
    data.micromarkExtensions = [{ text: { 79: { name: 'moody', tokenize } } }]
  }
  expect((await run(processorOf([syntax]))).messages).toBe(
    message('parse the page with the plugins of `remarkPlugins`: No mood'),
  )
})

test('plugins that behave do as before: options, twice, off, by callback', async () => {
  const seen: unknown[] = []
  const only: Root = { type: 'root', children: [{ type: 'thematicBreak' }] }
  const keeps: Plugin<[unknown?]> = (options) => () => void seen.push(options)
  const off: Plugin<[unknown?]> = () => thrown(new Error('off'))
  const replaces = transforming(
    (_: never, __: never, next: (error: null, tree: Root) => void) =>
      void setTimeout(() => next(null, only)),
  )
  const list: PluggableList = [[keeps, { a: 1 }], [keeps, { b: 2 }], [off, false], replaces]
  expect(await run(processorOf(list))).toEqual({
    messages: '',
    tree: only,
  })
  expect(seen).toEqual([{ a: 1, b: 2 }])
})

test('options for a plugin that is there already are for that one', () => {
  const own = new Set([remarkGfm])
  const list = guardPlugins([[remarkGfm, { singleTilde: true }]], { list: 'remarkPlugins', own })
  expect(list).toEqual([[remarkGfm, { singleTilde: true }]])
})

test('an endless loop of a plugin ends, and the plugin is not run again', async () => {
  const loop = (): never => {
    for (;;);
  }
  const processor = processorOf([transforming(loop)])
  expect((await run(processor)).messages).toBe(at('it did not finish within 1 s'))
  expect((await run(processor)).messages).toContain('was not run again')
  expect(
    (await run(processorOf([Object.defineProperty(loop, 'name', { value: 'moody' })]))).messages,
  ).toBe(at('it did not finish within 1 s'))
})
