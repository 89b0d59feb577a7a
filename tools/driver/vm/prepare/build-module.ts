import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { whichProgram } from '../../which-program.ts'
import { runProgram } from '../run-program.ts'
import { sourceFolder } from '../source-folder.ts'
import { dependenciesOf, unpackPackages } from './apt.ts'
import { buildInRoot, moduleWords } from './build-root.ts'
import type { Making } from './making.ts'
import { buildPackages, compilerPackage } from './packages.ts'

interface Folders {
  /** The unpacked packages. */
  readonly tree: string
  /** The files to keep. */
  readonly draft: string
}

/**
 * Build the test module for a Debian kernel, and append it to the modules that a guest loads.
 *
 * The compiler is that of the kernel, as named by the headers; if this machine lacks it, the build
 * runs in a root directory made from packages. If the build fails, the guest only lacks the
 * capability `longpin`, and the notes give the reason.
 *
 * @returns
 *   Paths of the downloaded files.
 */
export async function buildModule(
  making: Making,
  release: string,
  folders: Folders,
): Promise<string[]> {
  const { apt, cache, say } = making
  const { tree, draft } = folders
  const build = join(draft, 'build')
  say('building the test module')
  try {
    const headers = `linux-headers-${release}-amd64`
    const needed = await dependenciesOf(apt, headers)
    await mkdir(build)
    const source = sourceFolder('native/guphold')
    for (const name of await readdir(source)) await copyFile(join(source, name), join(build, name))
    const names = [headers, ...buildPackages(needed)]
    const compiler = compilerPackage(needed)
    const version = /^gcc-\d+/.exec(compiler ?? '')?.[0]
    if (compiler !== undefined && whichProgram(`x86_64-linux-gnu-${version}`) === undefined) {
      await buildInRoot(making, { names, compiler, headers, build }, join(draft, 'root'))
      await keepModule(build, draft)
      return []
    }
    const files = await unpackPackages(apt, names, { downloads: cache.downloads, into: tree })
    await buildHere(making, join(tree, 'usr', 'src', headers), build)
    await keepModule(build, draft)
    return files
  } catch (error) {
    making.signal?.throwIfAborted()
    const reason = error instanceof Error ? error.message : String(error)
    await writeFile(join(draft, 'notes'), `longpin: ${reason}\n`)
    return []
  } finally {
    await rm(build, { recursive: true, force: true })
  }
}

async function buildHere(making: Making, headers: string, build: string): Promise<void> {
  // The makefile contains the path of the installed package.
  const makefile = join(headers, 'Makefile')
  const text = await readFile(makefile, 'utf8')
  const root = headers.slice(0, headers.length - `/usr/src/${basename(headers)}`.length)
  await writeFile(makefile, text.replaceAll('/usr/src/', `${root}/usr/src/`))
  await runProgram('make', ['-s', '-C', headers, `M=${build}`, ...moduleWords], making)
}

async function keepModule(build: string, draft: string): Promise<void> {
  await copyFile(join(build, 'guphold.ko'), join(draft, 'modules', 'guphold.ko'))
  await writeFile(join(draft, 'order'), 'guphold.ko\n', { flag: 'a' })
}
