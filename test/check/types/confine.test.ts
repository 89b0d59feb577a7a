import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { diagnose } from '../../../tools/check/types/diagnose.ts'

const place = mkdtempSync(join(tmpdir(), 'manproof-confine-'))
const root = join(place, 'mono/manual')
const files = {
  'home/secret.ts': "export const key = 'token' as const\n",
  'home/secret.json': '{"token": 1}\n',
  'mono/package.json': '{"type": "module"}',
  'mono/node_modules/above/package.json': '{"name": "above", "types": "x.d.ts"}',
  'mono/node_modules/above/x.d.ts': "export const key: 'above'\n",
  'mono/linked/package.json': '{"name": "linked", "types": "x.d.ts"}',
  'mono/linked/x.d.ts': "export { key } from './y.js'\n",
  'mono/linked/y.d.ts': "export const key: 'linked'\n",
  'mono/manual/own.ts': "export const key = 'own' as const\n",
  'mono/manual/through.ts': "export { key } from '../../home/secret.ts'\n",
}
for (const [name, text] of Object.entries(files)) {
  mkdirSync(dirname(join(place, name)), { recursive: true })
  writeFileSync(join(place, name), text)
}
symlinkSync('../linked', join(place, 'mono/node_modules/linked'))
symlinkSync('../../home/secret.ts', join(root, 'link.ts'))
symlinkSync('../../home', join(root, 'folder'))
afterAll(() => rmSync(place, { recursive: true, force: true }))

/** Type-check one example. */
function said(code: string): string {
  const path = join(root, 'docs/x.7.md.0.mts')
  const text = `${code}\nexport {}\n`
  const { diagnostics, inputs } = diagnose({ root, groups: [[{ path, text }]] })
  // The cache depends on no refused file.
  expect(Object.keys(inputs.files).filter((name) => name.includes('/home/'))).toEqual([])
  return (diagnostics[path] ?? []).map((one) => one.text.join(' ')).join('\n')
}

const take = (from: string): string => `import { key } from '${from}'\nconst n: 0 = key`

test.each([
  ['a file of the project', '../own.ts', 'own'],
  ['a package', 'above', 'above'],
  ['a package that is a link, and its imports', 'linked', 'linked'],
])('an example sees %s', (_, from, word) => {
  expect(said(take(from))).toBe(`Type '"${word}"' is not assignable to type '0'`)
})

test.each([
  ['by an absolute path', take(join(place, 'home/secret.ts'))],
  ['by a URL', take(`file://${place}/home/secret.ts`)],
  ['by a path upwards', take('../../../home/secret.ts')],
  ['through a link', take('../link.ts')],
  ['through a folder that is a link', take('../folder/secret.ts')],
  ['through a module of the project', take('../through.ts')],
  ['as a type', `const n: 0 = {} as typeof import('${place}/home/secret.ts').key`],
  ['as a reference', `/// <reference path="${place}/home/secret.ts" />\nconst n: 0 = key`],
  ['as JSON', `import a from '${place}/home/secret.json' with { type: 'json' }\nconst n: 0 = a`],
])('an example does not see a file outside %s', (_, code) => {
  expect(said(code)).not.toContain('token')
})
