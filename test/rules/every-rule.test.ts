import { VFile } from 'vfile'
import { describe, expect, test } from 'vitest'
import { lintRoff } from '../../tools/man/lint/lint-roff.ts'
import { formatMessages, type RuleId, rules, worstLevel } from '../../tools/message/index.ts'
import { checkPages, pageFacts, type QuotedFile } from '../../tools/page/index.ts'
import { checkStyle } from '../../tools/pipeline.ts'
import { compileMan } from '../compile-man.ts'
import { targets } from '../page/targets.ts'
import { readPage } from '../read-page.ts'
import { otherFixtures } from './other-fixtures.ts'
import { pageFixtures } from './page-fixtures.ts'
import { pageWith } from './page-with.ts'
import { roffFixtures } from './roff-fixtures.ts'
import { type Pages, quoted, textFixtures } from './text-fixtures.ts'

const ids = Object.keys(rules) as RuleId[]

/** Read, check and compile pages as far as possible. */
function judgePages(texts: Pages): string {
  const files = Object.entries(texts).map(([path, value]) => new VFile({ path, value }))
  const readFile = (name: string): QuotedFile => {
    const text = quoted[name]
    return text === undefined ? { problem: 'there is no such file' } : { text }
  }
  const pages = files.flatMap((file) => readPage(file, { targets, readFile }) ?? [])
  checkPages(pages.map(pageFacts), new Map(files.map((file) => [file.path, file])))
  for (const { tree, file } of pages) checkStyle.runSync(tree, file)
  if (worstLevel(files) !== 'error') for (const page of pages) compileMan(page, { targets })
  return formatMessages(files)
}

function judgeRoff(roff: string): string {
  const faults = lintRoff(roff)
  return faults
    .map(({ line, reason, ruleId }) => `${line.number}: ${reason} [${ruleId}]\n`)
    .join('')
}

/** Format the messages on the fixture that breaks a rule, or on the one that keeps it. */
async function judge(id: RuleId, which: 'fires' | 'quiet'): Promise<string> {
  if (Object.hasOwn(otherFixtures, id)) {
    return await otherFixtures[id as keyof typeof otherFixtures][which]()
  }
  if (Object.hasOwn(roffFixtures, id)) {
    return judgeRoff(roffFixtures[id as keyof typeof roffFixtures][which])
  }
  if (Object.hasOwn(pageFixtures, id)) {
    return judgePages(pageWith(pageFixtures[id as keyof typeof pageFixtures][which]))
  }
  return judgePages(textFixtures[id as keyof typeof textFixtures][which])
}

describe.each(ids)('rule `%s`', (id) => {
  test('fires, alone', async ({ skip }) => {
    const messages = await judge(id, 'fires')
    if (messages === 'skipped') skip('no C compiler here')
    const found = [...messages.matchAll(/ \[([a-z0-9-]+)\]$/gm)].map(([, one = '']) => one)
    const wanted = id === 'type-error' ? /^ts\d+$/ : new RegExp(`^${id}$`)
    expect(found).not.toEqual([])
    expect(found.filter((one) => !wanted.test(one))).toEqual([])
    fired.set(id, messages)
  })

  test('is quiet if it is kept', async ({ skip }) => {
    const messages = await judge(id, 'quiet')
    if (messages === 'skipped') skip('no C compiler here')
    expect(messages).toBe('')
  })
})

/** Whole messages, by rule. */
const fired = new Map<RuleId, string>()

test('the messages are those on record', async ({ skip }) => {
  if (!fired.has('c-error')) skip('no C compiler here')
  const text = ids.map((id) => `## ${id}\n${fired.get(id) ?? ''}`).join('\n')
  await expect(text).toMatchFileSnapshot('./messages.txt')
})
