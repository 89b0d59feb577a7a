import { Project } from 'ts-morph'
import { expect, test } from 'vitest'
import { root, tracked } from './tree.ts'

const project = new Project({
  tsConfigFilePath: `${root}tsconfig.json`,
  skipAddingFilesFromTsConfig: true,
})

test('each module exports exactly this, types included', () => {
  const indexes = tracked('tools/*index.ts', 'tools/config.ts')
  const exports = indexes.map((path) => {
    const source = project.addSourceFileAtPath(`${root}${path}`)
    return [path, [...source.getExportedDeclarations().keys()].sort().join(' ')]
  })
  expect(Object.fromEntries(exports)).toMatchInlineSnapshot()
})
