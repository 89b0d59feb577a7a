import { type Engine, roff } from 'manproof/man'
import { unified } from 'unified'
import type { Node } from 'unist'
import { VFile } from 'vfile'
import { describe, expect, it } from 'vitest'
import { compileManPages } from '../../tools/cli/compile-outputs.ts'
import { compilePage } from '../../tools/cli/compile-page.ts'
import { settingsOf } from '../../tools/cli/settings.ts'
import { compilerOf } from '../../tools/man/engine.ts'
import { guardedLines } from '../../tools/man/guarded.ts'
import { pageLines } from '../../tools/man/to-roff.ts'
import { plainPage } from '../cli/pages.ts'
import fc from '../seeded.ts'
import { anyPage } from './any-page.ts'
import { makeSpec, parse } from './make-spec.ts'

const none = 'none' as Engine
const refusal = 'Unexpected engine `none`, expected `manproof` or `remark-man`'
const handlers = {
  paragraph: (node: Node) => [node as never, { type: 'thematicBreak' as const }],
  inlineCode: (node: Node) => [{ type: 'text' as const, value: `<${(node as never)['value']}>` }],
}

describe('the engine', () => {
  it('is this compiler, or remark-man in a guard', () => {
    expect(compilerOf()).toBe(pageLines)
    expect(compilerOf('manproof')).toBe(pageLines)
    expect(compilerOf('remark-man')).toBe(guardedLines)
  })

  it('sets any page the same, also by the macro for references and with handlers', () => {
    fc.assert(
      fc.property(anyPage, fc.boolean(), (text, isCustom) => {
        const [own, other] = (['manproof', 'remark-man'] as const).map((engine) => {
          const file = new VFile({ path: 'page.7.md', value: text })
          const processor = unified().use(roff, {
            ...{ engine, date: '2026-11-22', crossReferences: 'MR' },
            ...(isCustom && { handlers }),
          })
          return [processor.stringify(parse(text), file), file.messages.map(String)]
        })
        expect(other).toEqual(own)
      }),
      { numRuns: 40 },
    )
  })

  it('is one of the two, for the plugin', () => {
    const processor = unified().use(roff, { name: 'x', engine: none })
    expect(() => processor.stringify(parse('Text.'))).toThrow(refusal)
  })

  it('is one of the two, for each way to compile a manual', async () => {
    const settings = { ...settingsOf({ targets: [] }, '/'), engine: none }
    const { root, targets, version, license } = settings
    const task = { root, targets, version, license, path: 'docs/a.7.md', isOnlyRead: false }
    const text = plainPage('a', 'Text.')
    expect(() => compilePage({ kind: 'page', ...task, engine: none, text })).toThrow(refusal)
    const manual = { settings, specs: [makeSpec('## DESCRIPTION\n\nText.')], whole: true }
    await expect(compileManPages(manual, { evidence: new Map() })).rejects.toThrow(refusal)
  })
})
