import { mkdirSync, symlinkSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { checkFolder, type Guarded } from '../../tools/publish/check-folder.ts'
import { openFolder } from '../cli/run-cli.ts'

/** Say why a folder of a project is refused; `undefined` if it is not. */
function refusalOf(root: string, folder: string, isApart = false): string | undefined {
  const guarded: Guarded[] = [
    { path: root, what: 'the project' },
    { path: join(root, 'docs/evidence'), what: 'the evidence', ...(isApart && { isApart }) },
  ]
  try {
    checkFolder(folder, guarded, (name) => name === 'manproof.config.ts')
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message.replaceAll(root, 'ROOT') : String(error)
  }
}

const remedy = 'name a folder that is for outputs only'

test('`checkFolder` refuses a folder that is or contains a guarded one', () => {
  using folder = openFolder({ 'docs/evidence/a.json': '', 'other/docs/manproof.config.ts': '' })
  const root = folder.path
  const refusal = (path: string): string | undefined => refusalOf(root, join(root, path))
  expect(refusal('.')).toBe(`Cannot write to \`ROOT\`: it is the project; ${remedy}`)
  expect(refusal('docs')).toBe(
    `Cannot write to \`ROOT/docs\`: it contains the evidence, \`ROOT/docs/evidence\`; ${remedy}`,
  )
  expect(refusal('other')).toBe(
    `Cannot write to \`ROOT/other\`: it contains \`ROOT/other/docs/manproof.config.ts\` of another manual; ${remedy}`,
  )
  expect(refusalOf(root, '/')).toContain('it contains the project')
  expect(refusal('..')).toContain('it contains the project')
  expect(refusalOf(root, homedir())).toContain('it is your home')
  expect(refusal('man')).toBeUndefined()
  expect(refusal('docs/evidence/man')).toBeUndefined()
  expect(refusalOf(root, join(root, 'docs/evidence/man'), true)).toContain('it is in the evidence')
})

test('`checkFolder` follows symbolic links, on both sides', () => {
  using folder = openFolder({})
  const root = folder.path
  mkdirSync(join(root, 'docs'))
  symlinkSync('../real', join(root, 'docs/evidence'))
  mkdirSync(join(root, 'real'))
  symlinkSync('.', join(root, 'here'))
  expect(refusalOf(root, join(root, 'here'))).toContain('it is the project')
  expect(refusalOf(root, join(root, 'real'))).toContain('it is the evidence')
  expect(refusalOf(root, join(root, 'here/real/new'), true)).toContain('it is in the evidence')
})
