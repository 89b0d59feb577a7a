import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'

/** Size limit in bytes, the same as for a file of a project. */
const mostBytes = 16 * 1024 * 1024

/** Pipes that a shell opens, as for `<(COMMAND)`, already have a writer. */
const opened = /^\/(?:dev\/(?:fd\/|stdin$)|proc\/self\/fd\/)/

/**
 * Read a file that the user has named.
 *
 * @param path
 *   File.
 * @returns
 *   Text.
 * @throws {Error}
 *   If the system refuses it, if it is larger than 16 MiB, or if it is a named pipe: opening one
 *   waits for its writer, and that wait cannot be interrupted.
 */
export async function readNamedFile(path: string): Promise<string> {
  if (!opened.test(path) && (await stat(path).catch(() => undefined))?.isFIFO()) {
    throw new Error('it is a pipe; pass it on standard input, as `-`')
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
