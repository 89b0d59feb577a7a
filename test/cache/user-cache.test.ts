import { userInfo } from 'node:os'
import { afterEach, expect, test, vi } from 'vitest'
import { userCache } from '../../tools/cache/index.ts'

afterEach(() => vi.unstubAllEnvs())

function cacheWith(home: string | undefined, cache: string | undefined): string {
  vi.stubEnv('HOME', home)
  vi.stubEnv('XDG_CACHE_HOME', cache)
  return userCache('vm')
}

test('the cache is in `XDG_CACHE_HOME`, else in the home folder', () => {
  expect(cacheWith('/home/me', '/else')).toBe('/else/manproof/vm')
  expect(cacheWith('/home/me', undefined)).toBe('/home/me/.cache/manproof/vm')
  expect(userCache()).toBe('/home/me/.cache/manproof')
})

test('a relative path is ignored', () => {
  const own = `${userInfo().homedir}/.cache/manproof/vm`
  for (const path of ['', 'here', './here']) {
    expect(cacheWith('/home/me', path)).toBe('/home/me/.cache/manproof/vm')
    expect(cacheWith(path, undefined)).toBe(own)
  }
})
