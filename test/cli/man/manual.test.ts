import { expect, test } from 'vitest'
import { cli } from '../../../tools/cli/cli.ts'
import { printer } from '../../../tools/cli/print/printer.ts'
import { verbs } from '../../../tools/cli/verbs.ts'
import { capabilities, fileSystems } from '../../../tools/driver/targets/index.ts'
import { rules } from '../../../tools/message/index.ts'
import { textOf } from '../../house/tree.ts'
import { silentIo } from '../run-cli.ts'

const page = textOf('docs/manproof.1.md')
const [sample = '', shown = ''] = fencesOf('json')

function fencesOf(language: string): string[] {
  const fence = new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms')
  return [...page.matchAll(fence)].map(([, body = '']) => body)
}

/** Find the text below a heading, up to the next one of any level. */
function below(heading: string): string {
  return page.split(`\n${heading}\n`)[1]?.split(/\n##/)[0] ?? ''
}

async function replay(args: readonly string[]): Promise<string> {
  let text = ''
  const data = (more: string): void => {
    text += more
  }
  const [stdout, stderr] = [printer(data), printer(data)]
  const io = { ...silentIo('.'), stdout, stderr, data, stdin: async () => sample }
  await cli(['replay', '-', ...args], io)
  return text
}

test('manproof(1) shows the output of `replay` for its trace', async () => {
  expect(fencesOf('json')).toHaveLength(2)
  expect(await replay([])).toBe(shown)
})

test('manproof(1) shows the chart that `replay` draws of that trace', async () => {
  const chart = await replay(['--chart', 'text'])
  expect(fencesOf('text')).toContain(chart)
  expect(chart).toContain('SIGIO')
})

test('manproof(1) has every verb in its synopsis and in its list', () => {
  const synopsis = [...below('## SYNOPSIS').matchAll(/^manproof (\w+)/gm)]
  const listed = [...below('### Verbs').matchAll(/^- `(\w+)`:/gm)]
  expect([...new Set(synopsis.map(([, verb]) => verb))]).toEqual(Object.keys(verbs))
  expect(listed.map(([, verb]) => verb)).toEqual(Object.keys(verbs))
})

test('manproof(1) names every option of its verbs', async () => {
  const explained = [
    'build',
    'test',
    'check',
    'man',
    'site',
    'list',
    'extract',
    'reference',
    'doctor',
    'explore',
    'vm',
  ]
  const loaded = await Promise.all(explained.map((name) => verbs[name]?.load()))
  const names = new Set(loaded.flatMap((verb) => Object.keys(verb?.options ?? {})))
  expect(names.size).toBeGreaterThan(8)
  const options = below('## OPTIONS')
  expect([...names].filter((name) => !options.includes(`\`--${name}`))).toEqual([])
})

test('manproof(1) lists all rules in their order, with titles and levels', () => {
  const wanted = Object.entries(rules).map(
    ([id, { level, title }]) => `- \`${id}\`: ${title}${level === 'warning' ? ' (warning)' : ''}.`,
  )
  const listed = below('## ERRORS')
    .split('\n')
    .filter((line) => line.startsWith('- '))
  expect(listed).toEqual(wanted)
})

test('manproof(1) lists the filesystems and the capabilities for labels', () => {
  const itemOf = (start: string): string => page.split(`\n- \`${start}`)[1]?.split('\n- ')[0] ?? ''
  const wordsOf = (item: string): string[] =>
    [...item.matchAll(/`([^`]+)`/g)].map(([, w = '']) => w)
  expect(wordsOf(itemOf('fs=ext4-dax`:'))).toEqual(fileSystems)
  expect(wordsOf(itemOf('needs=rdma,signals`:'))).toEqual(capabilities)
})
