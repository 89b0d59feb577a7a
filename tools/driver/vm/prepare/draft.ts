import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import process from 'node:process'

// An interrupted program can have children that still write for a moment.
const thoroughly = { recursive: true, force: true, maxRetries: 20, retryDelay: 100 } as const

/**
 * Make a folder atomically.
 *
 * It is filled under another name and then renamed, so an interruption leaves no incomplete folder,
 * and the second of two concurrent runs finds that of the first.
 *
 * @param make
 *   Fills the draft.
 * @returns
 *   Whether it had to be made.
 */
export async function makeFolder(
  path: string,
  isThere: boolean,
  make: (draft: string) => Promise<void>,
): Promise<boolean> {
  if (isThere) return false
  const draft = join(dirname(path), `.${basename(path)}.draft-${process.pid}`)
  await mkdir(dirname(path), { recursive: true })
  await rm(draft, thoroughly)
  await mkdir(draft)
  try {
    await make(draft)
    await rename(draft, path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error
    })
  } finally {
    await rm(draft, thoroughly)
  }
  return true
}

/** Remove drafts of processes that have ended. */
export async function sweepDrafts(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => [])
  for (const name of names) {
    const pid = /^\..+\.draft-(\d+)$/.exec(name)?.[1]
    if (pid === undefined || isRunning(Number(pid))) continue
    await rm(join(folder, name), thoroughly)
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
