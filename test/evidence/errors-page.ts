import { VFile } from 'vfile'
import type { Evidence, Run } from '../../tools/evidence/index.ts'
import type { Target } from '../../tools/outcome/index.ts'
import type { Page } from '../../tools/page/index.ts'
import { readPage } from '../read-page.ts'

/** Simulated proposals and kernels, measured kernels, and a target that is neither. */
export const targets: readonly Target[] = [
  ['sim:rfc-v1', 'sim', 'rfc', 'rfc-v1'],
  ['sim:rfc-v2', 'sim', 'rfc', 'rfc-v2'],
  ['sim:linux-6.2', 'sim', 'linux', 'linux-6.2'],
  ['sim:linux-6.12', 'sim', 'linux', 'linux-6.12'],
  ['host', 'linux', 'real', 'linux-6.12'],
  ['vm:6.2', 'linux', 'real', 'vm', 'linux-6.2'],
  ['elsewhere'],
].map(([name = '', ...selectors]) => ({ name, selectors, module: 'file:///none', options: {} }))

const every = targets.map(({ name }) => name)

/** Outcome of an example, and the targets that gave it. */
interface Shown {
  readonly fs?: string
  readonly outcome: string
  readonly on?: readonly string[]
  readonly claims?: string
}

/** Write a page with `errors` as its section ERRORS, and an example for each member of `shown`. */
export function errorsPage(
  errors: string,
  shown: Readonly<Record<string, Shown>>,
): { readonly page: Page; readonly evidence: Evidence } {
  const fences = Object.entries(shown).map(([name, { fs = 'any', outcome, claims = outcome }]) => {
    return `\`\`\`ts name=${name} fs=${fs}\nawait call() //=> ${claims}\n\`\`\`\n`
  })
  const value = [
    '---\ndate: 2026-11-22\n---\n\n# x(2) -- a page for a test\n\n## DESCRIPTION\n\nText.\n',
    ...fences,
    `## ERRORS\n\n${errors}\n\n## SEE ALSO\n\n**y**(2)\n`,
  ].join('\n')
  const page = readPage(new VFile({ path: 'docs/x.2.md', value }), { targets })
  if (!page) throw new Error('Unexpected page, expected one that can be read')
  const examples = page.examples.map(({ labels, hash }) => {
    const { outcome = '', on = every } = shown[labels.name] ?? {}
    const fs = labels.fs === 'dax' ? 'ext4-dax, xfs-dax' : 'tmpfs'
    const runs = on.map((name) => [name, runOn(name, outcome, fs)])
    return [labels.name, { hash, runs: Object.fromEntries(runs) }]
  })
  return { page, evidence: { page: 'x.2', examples: Object.fromEntries(examples) } }
}

/** The host runs a later kernel than its twin. */
function runOn(name: string, outcome: string, fs: string): Run {
  const release = name === 'host' ? '6.18.44-local' : name.replace(/^\D*/, '')
  return { outcomes: [outcome], release, fs, date: '2026-11-22' }
}
