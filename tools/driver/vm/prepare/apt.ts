import { mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type RunOptions, runProgram } from '../run-program.ts'

/** A view of Debian's archive: options for every program of apt. */
export interface Apt extends RunOptions {
  readonly options: readonly string[]
}

/** Names of all available kernel packages. */
export async function kernelPackages({ options, signal }: Apt): Promise<string[]> {
  const words = [...options, 'search', '--names-only', '^linux-image-[0-9]']
  const text = await runProgram('apt-cache', words, { signal })
  return text
    .toString()
    .split('\n')
    .map((line) => line.split(' ')[0] ?? '')
    .filter(Boolean)
}

/** Output of `apt-cache depends` for a package. */
export async function dependenciesOf({ options, signal }: Apt, name: string): Promise<string> {
  return (await runProgram('apt-cache', [...options, 'depends', name], { signal })).toString()
}

/**
 * Download packages into one folder and unpack them into another; nothing is installed.
 *
 * apt verifies downloads against the signed lists, and skips existing files.
 *
 * @returns
 *   Paths of the downloaded files.
 */
export async function unpackPackages(
  { options, signal }: Apt,
  names: readonly string[],
  folders: { readonly downloads: string; readonly into: string },
): Promise<string[]> {
  const { downloads, into } = folders
  await mkdir(downloads, { recursive: true })
  const words = [...options, '-o', 'APT::Sandbox::User=root', '-q', 'download', ...names]
  await runProgram('apt-get', words, { signal, cwd: downloads })
  const files = await readdir(downloads)
  const paths = names.map((name) => {
    const file = files.find((candidate) => candidate.startsWith(`${name}_`))
    if (file === undefined)
      throw new Error(`Cannot find the package \`${name}\` after its download`)
    return join(downloads, file)
  })
  for (const path of paths) await unpackFile({ signal }, path, into)
  return paths
}

/** Unpack a package into a folder. */
export async function unpackFile(options: RunOptions, path: string, into: string): Promise<void> {
  await runProgram('dpkg-deb', ['-x', path, into], options)
}

/**
 * Download packages with all dependencies, as if nothing were installed.
 *
 * @param wanted
 *   `names` include their dependencies; `headers` do not, since they would include an image.
 * @param folder
 *   Folder for the files.
 * @returns
 *   Paths of the files.
 */
export async function downloadClosure(
  { options, signal }: Apt,
  wanted: { readonly names: readonly string[]; readonly headers: string },
  folder: string,
): Promise<string[]> {
  await mkdir(join(folder, 'partial'), { recursive: true })
  const settings = [
    `Dir::Cache::archives=${folder}`,
    'Dir::State::status=/dev/null',
    'Debug::NoLocking=true',
    'APT::Sandbox::User=root',
  ].flatMap((setting) => ['-o', setting])
  const install = ['-q', '-y', '--no-install-recommends', '--download-only', 'install']
  await runProgram('apt-get', [...options, ...settings, ...install, ...wanted.names], { signal })
  const alone = [...options, '-o', 'APT::Sandbox::User=root', '-q', 'download', wanted.headers]
  await runProgram('apt-get', alone, { signal, cwd: folder })
  const names = await readdir(folder)
  return names.filter((name) => name.endsWith('.deb')).map((name) => join(folder, name))
}
