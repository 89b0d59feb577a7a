import { ts } from 'ts-morph'
import typescript from 'typescript'
import { expect, test } from 'vitest'
import { textOf, tracked } from './tree.ts'

const manifest = JSON.parse(textOf('package.json'))
const lock = JSON.parse(textOf('package-lock.json'))

test('ts-morph bundles the release of the compiler', () => {
  expect(typescript.versionMajorMinor).toBe(ts.versionMajorMinor)
})

test('`engines` admits the running Node and nothing older than 20.19', () => {
  expect(manifest.engines.node).toBe('>=20.19')
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  expect(major > 20 || (major === 20 && minor >= 19)).toBe(true)
})

test('tools that judge code have exact versions', () => {
  const versions = Object.entries<string>(manifest.devDependencies)
  expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([])
})

test('the lock file matches the manifest and names no registry', () => {
  const top = lock.packages['']
  expect(top.dependencies).toEqual(manifest.dependencies)
  expect(top.devDependencies).toEqual(manifest.devDependencies)
  const packages = Object.values<{ resolved?: string }>(lock.packages)
  expect(packages.filter((item) => item.resolved !== undefined)).toEqual([])
})

test('the lock file lists the packages of other platforms, which `npm ci` requires', () => {
  const packages = Object.entries<{ optionalDependencies?: object }>(lock.packages)
  const missing = packages.flatMap(([path, item]) =>
    Object.keys(item.optionalDependencies ?? {}).filter((name) => !isLocked(path, name)),
  )
  expect(missing).toEqual([])
})

/** Search as Node does: the folder of the package, then its parents. */
function isLocked(path: string, name: string): boolean {
  if (lock.packages[`${path}${path === '' ? '' : '/'}node_modules/${name}`]) return true
  return (
    path !== '' && isLocked(path.replace(/(?:^|\/)node_modules\/(?:@[^/]+\/)?[^/]+$/, ''), name)
  )
}

test('no runtime dependency has an install script', () => {
  const names = Object.entries<{ hasInstallScript?: boolean; dev?: boolean }>(lock.packages)
    .filter(([, item]) => item.hasInstallScript === true && item.dev !== true)
    .map(([name]) => name)
  expect(names).toEqual([])
})

test('tests import fast-check from `seeded.ts`', () => {
  const files = tracked('test/*.test.ts')
  expect(files.filter((file) => /^import .* from 'fast-check'/m.test(textOf(file)))).toEqual([])
})
