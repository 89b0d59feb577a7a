import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { VFile } from 'vfile'
import { expect, test } from 'vitest'
import { formatMessages } from '../../tools/message/index.ts'
import type { Page, QuotedFile } from '../../tools/page/index.ts'
import { readPage } from '../read-page.ts'
import { targets } from './targets.ts'

const root = new URL('fixtures/', import.meta.url)
const quoted: Readonly<Record<string, string>> = {
  'examples/x.ts':
    "import 'x'\r\nasync function main() {\r\n  // #region part\r\n  const a = 1\r\n    await f(a)\r\n  // #endregion\r\n}\r\n",
  'examples/y.ts': 'whole()\n',
}

function readQuoted(text: string | undefined): QuotedFile {
  return text === undefined ? { problem: 'there is no such file' } : { text }
}

function read(name: string): { file: VFile; page: Page | undefined } {
  const folder = new URL(`${name}/`, root)
  const config = new URL('config.json', folder)
  const { path = 'docs/x.7.md' } = existsSync(config)
    ? (JSON.parse(readFileSync(config, 'utf8')) as { path?: string })
    : {}
  const file = new VFile({ path, value: readFileSync(new URL('input.md', folder), 'utf8') })
  const page = readPage(file, { targets, readFile: (name) => readQuoted(quoted[name]) })
  return { file, page }
}

/** A point as `line:column @offset` and a place as two of them: a line of the output each. */
function shortPlaces(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if ('offset' in value && 'line' in value && 'column' in value) {
    return `${value.line}:${value.column} @${value.offset}`
  }
  const isPlace = Object.keys(value).join() === 'start,end' && 'start' in value && 'end' in value
  return isPlace ? `${shortPlaces('', value.start)} - ${shortPlaces('', value.end)}` : value
}

test.each(readdirSync(root))('fixture `%s`', async (name) => {
  const { file, page } = read(name)
  const messages = formatMessages([file])
  const folder = new URL(`${name}/`, root).pathname
  if (messages !== '') {
    await expect(messages).toMatchFileSnapshot(`${folder}messages.txt`)
    expect(existsSync(`${folder}output.json`)).toBe(false)
    return
  }
  const { file: _, tree: __, vocabulary: ___, ...rest } = page ?? {}
  await expect(`${JSON.stringify(rest, shortPlaces, 2)}\n`).toMatchFileSnapshot(
    `${folder}output.json`,
  )
  expect(existsSync(`${folder}messages.txt`)).toBe(false)
})

test.each(readdirSync(root))('places in the code of fixture `%s` are correct', (name) => {
  const { file, page } = read(name)
  const text = String(file)
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n/)
  for (const { code, lines: points } of page?.examples ?? []) {
    for (const [index, line] of code.split('\n').entries()) {
      const point = points[index]
      if (line === '') continue
      expect(text.slice(point?.offset).startsWith(line)).toBe(true)
      expect(lines[(point?.line ?? 0) - 1]?.slice((point?.column ?? 0) - 1)).toBe(line)
    }
  }
})
