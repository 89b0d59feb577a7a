import type { Element, Root as HastRoot } from 'hast'
import type { Root } from 'mdast'
import remarkFrontmatter from 'remark-frontmatter'
import remarkParse from 'remark-parse'
import { type Plugin, type Processor, unified } from 'unified'
import { visit } from 'unist-util-visit'
import { VFile } from 'vfile'
import { expect, test } from 'vitest'
import { unlessReported } from '../../tools/message/index.ts'
import { guardParser, guardPlugins } from '../../tools/plugins/index.ts'

const text = '---\na: b\n---\n\n# x(7) -- a page\n\nText.\n'

type Act<Tree> = (tree: Tree, file: VFile) => unknown

const plugin = (act: unknown): Plugin =>
  function moody() {
    return act as never
  }

function set(target: unknown, name: string, value: unknown): void {
  Reflect.set(Object(target), name, value)
}

const open = (): VFile =>
  new VFile({ path: 'docs/x.7.md', value: text, data: { page: 'ours' } as never })

/** Run a plugin on a page with a message of ours, and return what is new. */
async function onPage(act: Act<Root>): Promise<{ file: VFile; messages: string[] }> {
  const file = open()
  const ours = file.message('Ours', { source: 'manproof' })
  const processor = unified()
    .use(remarkParse)
    .use(remarkFrontmatter)
    .use(guardPlugins([plugin(act)], { list: 'remarkPlugins', data: ['page'] }))
  await unlessReported(file, async () => processor.run(processor.parse(file), file))
  expect(file.messages).toContain(ours)
  return { file, messages: reasons(file).slice(1) }
}

/** Run a plugin on the body of a page. */
async function onBody(act: Act<HastRoot>): Promise<string[]> {
  const file = open()
  const element = (tagName: string, id?: string): Element => ({
    type: 'element',
    tagName,
    properties: id === undefined ? {} : { id },
    children: [],
  })
  const tree: HastRoot = { type: 'root', children: [element('h2', 'A'), element('ul')] }
  const processor = unified().use(
    guardPlugins([plugin(act)], { list: 'rehypePlugins', kind: 'hast' }),
  )
  await unlessReported(file, () => processor.run(tree, file))
  return reasons(file)
}

function reasons(file: VFile): string[] {
  return file.messages.map(({ reason }) =>
    reason.replace(/^Cannot run plugin `moody` \(`re\w+Plugins\[0\]`\): /, ''),
  )
}

test.each<[string, Act<Root>, string]>([
  ['the path', (_, file) => set(file, 'path', 'docs/y.3.md'), 'it changed `path` of the page'],
  ['the path away', (_, file) => set(file, 'path', undefined), '`path` cannot be empty'],
  ['the text', (_, file) => set(file, 'value', 5), 'it changed `value` of the page'],
  [
    'our data',
    (_, { data }) => Object.assign(data, { page: 5 }) && undefined,
    'it changed `data.page` of the page',
  ],
  ['all data', (_, file) => set(file, 'data', null), 'it changed `data.page` of the page'],
  [
    'the list of messages away',
    (_, file) => set(file, 'messages', undefined),
    'it left `messages` of the page that are not a list',
  ],
  [
    'messages',
    (_, { messages }) => void messages.push({ hello: 1 } as never, null as never),
    'it left what is not a message in `messages`',
  ],
  [
    'the front matter away',
    (tree) => void tree.children.shift(),
    'it removed the front matter from the page',
  ],
  [
    'the title away',
    (tree) => void tree.children.splice(1, 1),
    'it removed the title from the page',
  ],
  [
    'lines',
    (tree) =>
      visit(tree, ({ position }) => {
        if (position) position.start.line += 900
      }),
    'it changed the position of the front matter, expected 1:1 to 3:4',
  ],
  [
    'positions away',
    (tree) => visit(tree, (node) => set(node, 'position', undefined)),
    'it changed the position of the front matter, expected 1:1 to 3:4',
  ],
  [
    'positions',
    (tree) => visit(tree, (node) => set(node, 'position', { start: { line: -4 }, end: null })),
    'it left an object as `position` of `root`, expected a line and a column for `start` and `end`',
  ],
  [
    'names of elements',
    (tree) => set(tree.children[2], 'data', { hName: 'p onclick=x' }),
    'it left `p onclick=x` as the name of an element',
  ],
  [
    'properties of elements',
    (tree) => set(tree.children[2], 'data', { hProperties: { id: {} } }),
    'it left an object as `id` of `p`',
  ],
  [
    'children of elements',
    (tree) => set(tree.children[2], 'data', { hChildren: [{ type: 'widget' }] }),
    'it left a node of unknown type `widget`',
  ],
])('a plugin that changes %s is named, and the page stays as it was', async (_, act, reason) => {
  const { file, messages } = await onPage(act)
  expect(messages).toEqual([reason])
  const { path, data, value } = file
  expect({ path, data, value }).toEqual({
    path: 'docs/x.7.md',
    data: { page: 'ours' },
    value: text,
  })
})

test('a plugin can add messages and data, remove those of others, and freeze what it gets', async () => {
  const { file, messages } = await onPage((_, lent) => {
    lent.messages = []
    lent.message('Unexpected mood', { line: 7, column: 1 })
    lent.message('Unexpected place', { line: Number.NaN, column: -1 })
    Object.assign(lent.data, { seen: true })
    Object.freeze(lent)
  })
  expect(messages).toEqual(['Unexpected mood', 'Unexpected place'])
  expect(file.messages.map(({ line }) => line)).toEqual([undefined, 7, undefined])
  expect(file.data).toEqual({ page: 'ours', seen: true })
})

test('a plugin can remove words', async () => {
  expect((await onPage((tree) => void tree.children.pop())).messages).toEqual([])
  expect(await onBody((tree) => void tree.children.pop())).toEqual([])
})

const each =
  (change: (node: Element) => void): Act<HastRoot> =>
  (tree) =>
    visit(tree, 'element', (node) => change(node))

test.each<[string, Act<HastRoot>, string]>([
  ['no tree', () => ({ type: 'root', children: [] }), 'it removed everything from the page'],
  [
    'no ids',
    each((node) => void Reflect.deleteProperty(node.properties, 'id')),
    'it removed the anchor `A` from the page',
  ],
  [
    'one id',
    each((node) => set(node.properties, 'id', 'x')),
    'it removed the anchor `A` from the page',
  ],
  [
    'a name that is not one',
    each((node) => set(node, 'tagName', 'p onclick=x><script')),
    'it left `p onclick=x><script` as the name of an element',
  ],
  [
    'no name',
    each((node) => set(node, 'tagName', 5)),
    'it left a number `5` as the name of an element',
  ],
  [
    'no properties',
    each((node) => set(node, 'properties', null)),
    'it left `null` as `properties` of `h2`',
  ],
  [
    'an object',
    each((node) => set(node.properties, 'id', {})),
    'it left an object as `id` of `h2`',
  ],
  [
    'a symbol',
    each((node) => set(node.properties, 'href', Symbol('x'))),
    'it left a symbol `Symbol(x)` as `href` of `h2`',
  ],
])('a plugin for HTML that leaves %s is named', async (_, act, reason) => {
  expect(await onBody(act)).toEqual([reason])
})

test('a parser that finds nothing in a page is an error', async () => {
  const blind: Plugin = function (this: Processor) {
    this.parser = () => ({ type: 'root', children: [] }) as never
  }
  const processor = unified().use(remarkParse).use([blind]).use(guardParser, 'remarkPlugins')
  const file = open()
  await unlessReported(file, async () => processor.parse(file))
  expect(reasons(file)).toEqual([
    'Cannot parse the page with the plugins of `remarkPlugins`: they removed everything from the page',
  ])
})

test('the place of an error is that in the plugin, not in a package that it calls', async () => {
  const { file } = await onPage((tree) => visit(tree, (node) => set(node, 'children', [null])))
  const fault = file.messages.at(-1)
  expect(fault?.reason).not.toContain('package')
  expect(fault?.note).toMatch(/^Thrown at test\/plugins\/misuse\.test\.ts:\d+:\d+$/)
})
