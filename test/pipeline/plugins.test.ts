import type { Root as HastRoot } from 'hast'
import type { Root } from 'mdast'
import type { PluggableList, Plugin } from 'unified'
import { visit } from 'unist-util-visit'
import { VFile } from 'vfile'
import { expect, test } from 'vitest'
import { pageCompiler } from '../../tools/manual/compile/compile-page.ts'
import { settingsOf } from '../../tools/manual/config/settings.ts'
import { formatMessages } from '../../tools/message/index.ts'
import { toHtml, toPage } from '../../tools/pipeline.ts'
import { plainPage } from '../cli/pages.ts'

// JavaScript: the types of the directive plugin would add nodes to every tree of this project.
const { remarkCautions, remarkDirective }: Record<'remarkCautions' | 'remarkDirective', Plugin> =
  await import(new URL('./cautions.mjs', import.meta.url).href)

const text = plainPage('a', ':::caution\nHot *words*.\n:::')

async function compile(
  remarkPlugins: PluggableList,
): Promise<{ roff: string; messages: string[] }> {
  const settings = { ...settingsOf({ targets: [], version: 'trial 1.0' }, '/'), remarkPlugins }
  const page = await pageCompiler(settings)({ path: 'docs/a.7.md', text })
  const messages = page.messages.map(({ ruleId, reason }) => `${reason} [${ruleId}]`)
  return { roff: page.files[0]?.text ?? '', messages }
}

test('syntax without a plugin is plain text', async () => {
  expect((await compile([])).roff).toContain(':::caution')
})

test('a syntax plugin from npm alone makes unknown nodes', async () => {
  const { roff, messages } = await compile([remarkDirective])
  expect(messages).toEqual([
    'Unexpected node `containerDirective`, expected plain or GitHub flavoured Markdown [node-unknown]',
  ])
  expect(roff).toBe('')
})

test('a plugin of ten lines turns them into known nodes, and loses no word', async () => {
  const { roff, messages } = await compile([remarkDirective, remarkCautions])
  expect(messages).toEqual([])
  expect(roff).toContain('Caution:\n')
  expect(roff).toContain('Hot\n.IR words .')
})

test('plugins are listed as in Astro and MDX', async () => {
  const seen: unknown[] = []
  const spy = (): Plugin<[string?], Root> => (option) => (tree) => void seen.push(option, tree.type)
  await compile([[spy(), 'an option'], spy(), { plugins: [[spy(), 'of a preset']] }])
  expect(seen).toEqual(['an option', 'root', undefined, 'root', 'of a preset', 'root'])
})

test('plugins can be asynchronous', async () => {
  const slow: Plugin<[], Root> = () => async (tree) => {
    await new Promise((resume) => setTimeout(resume, 5))
    tree.children.push({ type: 'paragraph', children: [{ type: 'text', value: 'At last.' }] })
  }
  expect((await compile([slow])).roff).toContain('At last.')
})

test('messages of a plugin are messages on the page', async () => {
  const grumbles: Plugin<[], Root> = () => (tree, file) => {
    file.message('Unexpected mood', tree.position)
  }
  const { messages } = await compile([grumbles])
  expect(messages).toEqual(['Unexpected mood [undefined]'])
})

test('an example that a plugin makes is an error, since it has no place in the page', async () => {
  const makes: Plugin<[], Root> = () => (tree) => {
    tree.children.push({ type: 'code', lang: 'ts', value: 'f() //=> 1' })
  }
  const file = new VFile({ path: 'docs/a.7.md', value: plainPage('a', 'Text.') })
  const processor = toPage({ targets: [] }, [makes])
  await processor.run(processor.parse(file), file)
  expect(formatMessages([file])).toMatchInlineSnapshot(`
    "docs/a.7.md: error: Unexpected example without a position, expected one from the page [node-unknown]
    "
  `)
})

test('rehype plugins are added to the processor of HTML', async () => {
  const marks: Plugin<[], HastRoot> = () => (tree) => {
    visit(tree, 'element', (node) => {
      node.properties['data-seen'] = ''
    })
  }
  const targets: [] = []
  const plain = toHtml({ targets }).attachers.length
  expect(toHtml({ targets }, [marks]).attachers.length).toBe(plain + 1)
})
