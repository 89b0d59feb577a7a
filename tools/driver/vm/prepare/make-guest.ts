import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { copyFile, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { mountTable } from '../disks.ts'
import { openGuest } from '../guest.ts'
import { guestCommand } from '../guest-command.ts'
import { openMonitor, saveState } from '../monitor.ts'
import type { Emulator } from '../prepared.ts'
import { runProgram } from '../run-program.ts'
import { startMachine } from '../start-machine.ts'
import { compileGuard, compileGuest } from './compile-guest.ts'
import { makeFolder } from './draft.ts'
import { makeDisks } from './make-disks.ts'
import { makeInitramfs } from './make-initramfs.ts'
import type { Kernel } from './make-kernel.ts'
import type { Making } from './making.ts'
import { sourceHash } from './source-hash.ts'

const bootMs = 180_000

/**
 * Make a guest with a saved state to resume.
 *
 * @returns
 *   Name of its folder among the guests, which contains a hash of its inputs: a guest is only made
 *   again if they change.
 */
export async function makeGuest(
  making: Making,
  line: string,
  kernel: Kernel,
  emulator: Emulator,
): Promise<string> {
  const machine = guestCommand({ folder: '/', name: line, start: 'saved' })
  const parts = [
    sourceHash(),
    kernel.path,
    JSON.stringify(emulator),
    machine.join(' '),
    mountTable(),
  ]
  const hash = createHash('sha256').update(parts.join('\0'))
  const folder = `${line}-${hash.digest('hex').slice(0, 12)}`
  const path = join(making.cache.guests, folder)
  await makeFolder(path, existsSync(path), async (draft) => {
    await furnish(making, kernel, draft)
    making.say('booting it for the first time')
    await bootAndSave(making, line, draft)
    await dropZeros(making, join(draft, 'memory'))
  })
  return folder
}

async function furnish(making: Making, kernel: Kernel, draft: string): Promise<void> {
  making.say('compiling its program')
  const program = join(draft, 'guest')
  const hasRdma = await compileGuest(making, program)
  await compileGuard(making, join(draft, 'guard'))
  making.say('making its disks')
  await makeDisks(making, draft)
  await copyFile(join(kernel.path, 'vmlinuz'), join(draft, 'vmlinuz'))
  await writeFile(join(draft, 'initramfs'), await makeInitramfs(kernel.path, program))
  await writeFile(join(draft, 'memory'), '')
  const noted = await readFile(join(kernel.path, 'notes'), 'utf8').catch(() => '')
  const rdma = hasRdma ? '' : 'rdma: libibverbs could not be linked\n'
  await writeFile(join(draft, 'notes'), noted + rdma)
}

/** Make a file sparse, which halves the size of a guest's memory. */
async function dropZeros(making: Making, path: string): Promise<void> {
  const sparse = `${path}.sparse`
  await runProgram('cp', ['--sparse=always', path, sparse], making)
  await rename(sparse, path)
}

async function bootAndSave(making: Making, line: string, folder: string): Promise<void> {
  const machine = startMachine({
    folder,
    name: line,
    start: 'fresh',
    guard: join(folder, 'guard'),
    slotFolder: making.cache.slots,
    patienceMs: bootMs,
  })
  const stop = (): void => machine.kill()
  making.signal?.addEventListener('abort', stop)
  try {
    const monitor = await openMonitor(machine)
    const guest = openGuest(machine, () => {})
    const late = setTimeout(bootMs, 'late', { ref: false })
    if ((await Promise.race([guest.greet(), late])) === 'late') {
      throw new Error(`Cannot start the guest: it did not respond within ${bootMs / 1000} s`)
    }
    const failed = machine.console().match(/^manproof: .*(?:failed|no RDMA).*$/gm) ?? []
    const notes = failed.map((text) => `${text.replace('manproof: ', '').trim()}\n`)
    await writeFile(join(folder, 'notes'), notes.join(''), { flag: 'a' })
    making.say('saving its state')
    await saveState(monitor, join(folder, 'state'))
    await machine.ended
  } catch (error) {
    making.signal?.throwIfAborted()
    const seen = machine.console().trim().split('\n').slice(-5).join('\n  ')
    throw new Error(`${error instanceof Error ? error.message : error}\n  ${seen}`)
  } finally {
    making.signal?.removeEventListener('abort', stop)
    machine.kill()
    await machine.ended
  }
}
