import { mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type RunOptions, runProgram } from './run-program.ts'

/** A view of Debian's archive: options for every program of apt. */
export interface Apt extends RunOptions {
  readonly options: readonly string[]
}

/** Names of all kernels on offer. */
export async function kernelPackages({ options, signal }: Apt): Promise<string[]> {
  const words = [...options, 'search', '--names-only', '^linux-image-[0-9]']
  const text = await runProgram('apt-cache', words, { signal })
  return text
    .toString()
    .split('\n')
    .map((line) => line.split(' ')[0] ?? '')
    .filter(Boolean)
}

/** What `apt-cache depends` says of a package. */
export async function dependenciesOf({ options, signal }: Apt, name: string): Promise<string> {
  return (await runProgram('apt-cache', [...options, 'depends', name], { signal })).toString()
}

/**
 * Download packages into a folder and unpack them into another; nothing is installed.
 *
 * apt checks what it downloads against the signed lists, and keeps what is there already.
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
  for (const path of paths) await runProgram('dpkg-deb', ['-x', path, into], { signal })
  return paths
}
