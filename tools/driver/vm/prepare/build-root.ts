import { copyFile, cp, mkdir, rm, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import { runProgram } from '../run-program.ts'
import { downloadClosure, unpackFile } from './apt.ts'
import type { Making } from './making.ts'

interface Build {
  /** Packages of headers, with the packages that they name. */
  readonly names: readonly string[]
  readonly compiler: string
  /** Name of the headers package and of its folder. */
  readonly headers: string
  /** Folder with the sources, and later with the result. */
  readonly build: string
}

/** Arguments of `make`, after the folders of the headers and of the module. */
export const moduleWords: readonly string[] = ['CONFIG_DEBUG_INFO_BTF_MODULES=', 'modules']

const tools = ['make', 'dash', 'coreutils', 'sed', 'grep', 'mawk', 'findutils']

// As in base-files, on which no package here depends.
const merged = ['bin', 'lib', 'lib64', 'sbin']

// Devices and /proc (where objtool reads the stack limit) are only mounted inside.
const script = `mount --rbind /dev "$1/dev" && mount -t proc proc "$1/proc" &&
exec chroot "$@"`

/**
 * Build the test module in a separate root directory, made from packages.
 *
 * The compiler of a newer suite, and the programs in its headers, need a newer C library than this
 * machine has. Nothing is installed, and no maintainer script runs.
 */
export async function buildInRoot(making: Making, build: Build, root: string): Promise<void> {
  const { names, compiler, headers } = build
  const downloads = `${root}.packages`
  making.say(`getting \`${compiler}\` and its dependencies, which this machine lacks`)
  try {
    await mkdir(root)
    for (const name of merged) await symlink(`usr/${name}`, join(root, name))
    const others = names.filter((name) => name !== headers)
    const closure = await downloadClosure(
      making.apt,
      { headers, names: [...others, compiler, ...tools] },
      downloads,
    )
    for (const file of closure) await unpackFile(making, file, root)
    for (const name of ['dev', 'proc']) await mkdir(join(root, name), { recursive: true })
    await symlink('mawk', join(root, 'usr/bin/awk')) // normally done by a maintainer script
    await cp(build.build, join(root, 'build'), { recursive: true })
    making.say('building the test module')
    await runProgram('unshare', unshareWords(root, headers), making)
    await copyFile(join(root, 'build', 'guphold.ko'), join(build.build, 'guphold.ko'))
  } finally {
    for (const folder of [root, downloads]) await rm(folder, { recursive: true, force: true })
  }
}

function unshareWords(root: string, headers: string): string[] {
  const user = process.getuid?.() === 0 ? [] : ['--map-root-user']
  const inside = ['/usr/bin/env', '-i', 'PATH=/usr/bin', 'LC_ALL=C', 'make', '-s', '-C']
  return [
    ...[...user, '--mount', '--pid', '--fork', '--kill-child'],
    ...['sh', '-c', script, 'sh', root],
    ...[...inside, `/usr/src/${headers}`, 'M=/build', ...moduleWords],
  ]
}
