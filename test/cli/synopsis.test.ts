import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root, runCli } from './run-cli.ts'

/** Split help or a SYNOPSIS into commands, each on one line with single blanks. */
function commandsIn(text: string): string[] {
  const [, ...commands] = text.replace(/\s+/g, ' ').split(/(?:^| )(?=manproof [a-z])/)
  return commands.map((command) => command.trim())
}

test('the SYNOPSIS of manproof(1) has the usage of each verb', async () => {
  const page = readFileSync(join(root, 'docs/manproof.1.md'), 'utf8')
  const [, synopsis = ''] = /## SYNOPSIS\n+```sh\n(.*?)```/s.exec(page) ?? []
  const shown = commandsIn(`\n${synopsis}`).map((command) => command.replace(/ <.*/, ''))
  const verbs = [...new Set(shown.map((command) => command.split(' ')[1] ?? ''))]
  const helps = await Promise.all(verbs.map((verb) => runCli('/', verb, '--help')))
  const usages = helps.map(({ stdout }) => /^Usage:(.*?)\n\n/s.exec(stdout)?.[1] ?? '')
  expect(verbs).toHaveLength(12)
  expect(shown).toEqual(usages.flatMap(commandsIn))
})
