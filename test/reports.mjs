// Rewrites reports: `npm run reports [NAME…]`; without a name, every report that a test compares.
// All but `findings`, which pages quote, are in docs/internals/reports.
import { spawnSync } from 'node:child_process'
import { readdirSync, writeFileSync } from 'node:fs'
import process from 'node:process'

const vitest = ['node_modules/vitest/vitest.mjs', 'run']
const unit = [...vitest, '--project=unit']
const held = {
  rows() {
    // Each test file adds the rows that it demonstrates.
    writeFileSync('test/model/rows/rows-ran.json', '{}\n')
    const others = /^(?:\w+\/)?(?!rows-report|mutants|random)[\w-]*\.test\.ts$/
    const files = readdirSync('test/model', { recursive: true }).filter((name) => others.test(name))
    run(...unit, '--no-file-parallelism', ...files.map((name) => `test/model/${name}`))
    run(...unit, 'rows-report.test.ts', '-u')
  },
  mutants: () => run(...unit, 'mutants.test.ts', '-u'),
  'lease-states': () => run(...unit, 'lease-graph.test.ts', '-u'),
  'remark-man': () => run(...unit, 'differential.test.ts'),
  strangers: () => run(...unit, 'strangers.test.ts'),
  findings: () => run(...vitest, '--project=cli', 'findings.test.ts'),
}
/** Searches that last as long as they are given. */
const soaks = {
  twins: () => run('dist/test/twins/soak.js', '--record'),
  'man-soak': () => run('test/man/soak/soak.mjs', '--record'),
}
const reports = { ...held, ...soaks }

const names = process.argv.slice(2)
const unknown = names.filter((name) => !Object.hasOwn(reports, name))
if (unknown.length > 0) {
  console.error(`Unknown report \`${unknown[0]}\`, expected ${Object.keys(reports).join(', ')}`)
  process.exit(2)
}
for (const name of names.length > 0 ? names : Object.keys(held)) reports[name]()

function run(...args) {
  const env = { ...process.env, WRITE_REPORTS: '1' }
  const { status } = spawnSync(process.execPath, args, { env, stdio: 'inherit' })
  if (status !== 0) process.exitCode = 1
}
