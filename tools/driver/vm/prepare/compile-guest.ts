import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import { runProgram } from '../run-program.ts'
import { sourceFolder } from '../source-folder.ts'
import type { Making } from './making.ts'
import { providerVersion } from './requirements.ts'

/** Flags of the compiler. */
export const flags: readonly string[] = [
  '-std=gnu17',
  '-Wall',
  '-Wextra',
  '-Werror',
  '-O2',
  '-pthread',
  '-static',
]
const compiler = (): string => process.env['CC'] || 'cc'

async function guestSources(): Promise<string[]> {
  const folders = ['tools/driver/host/actor', 'tools/driver/vm/guest'].map(sourceFolder)
  const lists = await Promise.all(
    folders.map(async (folder) => {
      const names = (await readdir(folder)).filter((name) => name.endsWith('.c')).sort()
      // The guest has a `main` of its own.
      const used = names.filter((name) => name !== 'main.c' || folder.endsWith('guest'))
      return used.map((name) => join(folder, name))
    }),
  )
  return lists.flat()
}

/**
 * Compile the program of a guest: a static one with actors, hub and multiplexer.
 *
 * @returns
 *   Whether it supports RDMA.
 */
export async function compileGuest(making: Making, out: string): Promise<boolean> {
  const provider = providerVersion()
  const sources = await guestSources()
  const common = [...flags, '-o', out]
  const rdma = ['-DWITH_RDMA', '-DRDMA_STATIC_PROVIDERS=rxe']
  // libibverbs and its provider depend on each other.
  const libraries = ['-libverbs', `-lrxe-rdmav${provider}`, '-libverbs', '-lnl-route-3', '-lnl-3']
  if (provider !== undefined) {
    const words = [...common, ...rdma, ...sources, ...libraries]
    const made = await runProgram(compiler(), words, making).then(
      () => true,
      () => false,
    )
    making.signal?.throwIfAborted()
    if (made) return true
  }
  await runProgram(compiler(), [...common, ...sources], making)
  return false
}

/** Compile the program that starts a guest and ends with it. */
export async function compileGuard(making: Making, out: string): Promise<void> {
  const source = join(sourceFolder('tools/driver/vm/guard'), 'guard.c')
  await runProgram(compiler(), [...flags, '-o', out, source], making)
}
