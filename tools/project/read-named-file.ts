import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'

/** Bytes of the largest file that is read, as of a file of a project. */
const mostBytes = 16 * 1024 * 1024

/** What a shell opens for `<(COMMAND)` has its writer already. */
const opened = /^\/(?:dev\/(?:fd\/|stdin$)|proc\/self\/fd\/)/

/**
 * Read a file that its user has named.
 *
 * @param path
 *   File.
 * @returns
 *   Its text.
 * @throws {Error}
 *   Where the system refuses it, where it has no end within 16 MiB, or where it is a pipe by name: to
 *   open one waits for its writer, and nothing can end that wait.
 */
export async function readNamedFile(path: string): Promise<string> {
  if (!opened.test(path) && (await stat(path).catch(() => undefined))?.isFIFO()) {
    throw new Error('it is a pipe; give it as standard input, by the name `-`')
  }
  const chunks: Buffer[] = []
  let total = 0
  for await (const chunk of createReadStream(path)) {
    chunks.push(chunk)
    total += chunk.length
    if (total > mostBytes) throw new Error('it is larger than 16 MiB')
  }
  return Buffer.concat(chunks).toString('utf8')
}
