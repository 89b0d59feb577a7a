import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { guestCommand } from '../guest-command.ts'
import { sourceFolder } from '../source-folder.ts'
import { flags } from './compile-guest.ts'

const folders = [
  'tools/driver/host/actor',
  'tools/driver/vm/guest',
  'tools/driver/vm/guard',
  'native/guphold',
]

let known: string | undefined

/** Hash of the inputs of a guest other than its kernel: sources and command line; read once. */
export function sourceHash(): string {
  if (known !== undefined) return known
  const hash = createHash('sha256').update(flags.join(' '))
  hash.update(guestCommand({ folder: '', name: '', start: 'fresh' }).join(' '))
  for (const path of folders.map(sourceFolder)) {
    for (const name of readdirSync(path).sort()) {
      hash.update(`\0${name}\0`).update(readFileSync(join(path, name)))
    }
  }
  known = hash.digest('hex').slice(0, 16)
  return known
}
