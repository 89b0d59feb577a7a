import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import type { Cache } from '../cache.ts'
import { runProgram } from '../run-program.ts'
import type { Apt } from './apt.ts'
import { newestSources, stanzasOfList } from './newest-sources.ts'

const etc = '/etc/apt'

/**
 * Open a view of Debian's unstable suite, separate from the machine's own view of the archive.
 *
 * Lists and sources are in a folder of the cache. The machine's configuration is only read, and its
 * keys verify the signatures.
 *
 * @returns
 *   View, to be disposed; `undefined` if the machine's sources name no Debian archive.
 */
export async function newestApt(
  cache: Cache,
  signal: AbortSignal | undefined,
): Promise<(Apt & AsyncDisposable) | undefined> {
  const codename = /^VERSION_CODENAME=(.*)$/m.exec(await textOf('/etc/os-release'))?.[1] ?? ''
  const sources = newestSources(await machineSources(), codename)
  if (sources === undefined) return undefined
  const root = join(cache.root, `apt-${process.pid}`)
  await mkdir(join(root, 'lists', 'partial'), { recursive: true })
  await mkdir(join(root, 'archives', 'partial'), { recursive: true })
  await writeFile(join(root, 'newest.sources'), sources)
  const settings = [
    `Dir::Etc::sourcelist=${join(root, 'newest.sources')}`,
    'Dir::Etc::sourceparts=/dev/null',
    'Dir::Etc::preferencesparts=/dev/null',
    `Dir::State::lists=${join(root, 'lists')}`,
    `Dir::Cache=${root}`,
    'APT::Sandbox::User=root',
  ]
  const options = settings.flatMap((setting) => ['-o', setting])
  const remove = (): Promise<void> => rm(root, { recursive: true, force: true })
  try {
    await runProgram('apt-get', [...options, '-q', 'update'], { signal })
  } catch (error) {
    await remove()
    throw error
  }
  return { options, signal, [Symbol.asyncDispose]: remove }
}

async function machineSources(): Promise<string[]> {
  const folder = join(etc, 'sources.list.d')
  const names = (await readdir(folder).catch(() => [])).sort()
  const read = (suffix: string): Promise<string[]> =>
    Promise.all(
      names.filter((name) => name.endsWith(suffix)).map((name) => textOf(join(folder, name))),
    )
  const lists = [await textOf(join(etc, 'sources.list')), ...(await read('.list'))]
  return [...(await read('.sources')), ...lists.map(stanzasOfList)]
}

function textOf(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => '')
}
