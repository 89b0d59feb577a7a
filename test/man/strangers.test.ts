import { relative } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { compileRoff } from '../../tools/man/index.ts'
import { itWith, lintPages } from './find-tool.ts'
import { readStranger, strangerFiles } from './strangers.ts'

/** What became of the files of others. */
const pages = new Map<string, string>()
const refused: string[] = []
const lossy: string[] = []

beforeAll(() => {
  for (const path of strangerFiles()) {
    const { file, tree } = readStranger(path)
    try {
      const { text } = compileRoff(tree, file, { defaultDate: '2026-11-22' })
      if (file.messages.length === 0) pages.set(path, text)
      else lossy.push(...file.messages.map(String))
    } catch (error) {
      if (file.messages.length === 0) throw error
      refused.push(String(file.messages.at(-1)))
    }
  }
}, 240_000)

describe('Markdown that others wrote', () => {
  it('compiles without a loss, or is refused at a place', () => {
    const total = pages.size + refused.length
    process.stdout.write(
      `strangers: ${total} files, ${pages.size} compiled, ${refused.length} refused\n${refused.join('\n')}`,
    )
    expect(lossy).toEqual([])
    expect(refused.filter((message) => !/:\d+:\d+/.test(message))).toEqual([])
    expect(total).toBeGreaterThanOrEqual(300)
    expect(pages.size / total).toBeGreaterThan(0.95)
  })

  itWith('mandoc')('draws no warning of mandoc', () => {
    const found = lintPages([...pages.values()])
    const paths = [...pages.keys()]
    const named = found.map(({ page, line }) => `${relative('.', paths[page] ?? '')}: ${line}`)
    expect(named).toEqual([])
  })
})
