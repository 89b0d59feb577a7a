import { expect } from 'vitest'
import type { RunOptions } from '../../tools/run/index.ts'
import { fakeTarget, type PageRun, pageOf, runPage, statuses } from './run-page.ts'

/** Write an example. */
export function fence(name: string, body: string): string {
  return `\`\`\`ts name=${name}\n${body}\n\`\`\`\n`
}

/** Run a hostile example, followed by one that passes and one that fails. */
export function runHostile(code: string, options: RunOptions): Promise<PageRun> {
  const five = 'const five = async () => 5\nawait five() //=> '
  const page = [fence('hostile', code), fence('innocent', `${five}5`), fence('wrong', `${five}0`)]
  return runPage(pageOf(page.join('\n')), [fakeTarget()], options)
}

/** List the lines about the hostile example, and expect the right verdicts on the others. */
export function linesAbout(run: PageRun): string[] {
  expect(statuses(run).slice(1)).toEqual(['innocent on fake: passed', 'wrong on fake: failed'])
  return run.messages
    .split('\n')
    .filter((line) => line !== '' && !line.includes('outcome `5`'))
    .map((line) => line.replace(/^docs\/page.7.md:/, '').replace(' error:', ''))
}
