import { execFile } from 'node:child_process'
import { constants } from 'node:fs'
import {
  access,
  chmod,
  copyFile,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  truncate,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { compileActor } from '../../tools/driver/host/actor-program.ts'
import { openDriver } from '../../tools/driver/host/index.ts'
import { digestOf, findProgram } from '../../tools/driver/host/kept-program.ts'

const target = await openDriver().probe()
const lack = target.available ? undefined : `${target.reason}; ${target.remedy}`

/** Ways to damage the program at a path. */
const damages: Readonly<Record<string, (program: string) => Promise<unknown>>> = {
  missing: (program) => rm(program),
  empty: (program) => truncate(program),
  'cut off': async (program) => truncate(program, (await readFile(program)).length >> 1),
  'changed in one byte': async (program) => {
    const bytes = await readFile(program)
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1
    await writeFile(program, bytes)
  },
  'not executable': (program) => chmod(program, 0o644),
  'a directory': async (program) => {
    await rm(program)
    await mkdir(join(program, 'full'), { recursive: true })
  },
  'a pipe': async (program) => {
    await rm(program)
    await promisify(execFile)('mkfifo', [program])
  },
}

/** Write a compiler that makes its output, `$2`, by a command. */
const compilerThat = (makes: string): string =>
  `#!/bin/sh\nwhile [ "$1" != -o ]; do shift; done\n${makes}\n`

const startOf = (name: string): string => name.slice(0, name.lastIndexOf('-'))

describe('a program in the cache', () => {
  let place: string
  let compiler: string
  let sound: string
  let name: string
  beforeEach(({ skip }) => (lack === undefined ? undefined : skip(lack)))
  beforeAll(async () => {
    place = await mkdtemp(join(tmpdir(), 'manproof-test-'))
    compiler = join(place, 'cc')
    if (lack !== undefined) return
    const real = await compileActor({ cache: join(place, 'real') })
    // Copy the same program each time: compiling takes a second.
    await writeFile(compiler, compilerThat(`cp '${real}' "$2"`), { mode: 0o755 })
    sound = await compileActor({ cache: join(place, 'sound'), compiler })
    name = basename(sound)
  }, 120_000)
  afterAll(() => rm(place, { recursive: true }))

  test.each(Object.keys(damages))('that is %s is compiled again', async (what) => {
    const cache = join(place, what)
    await mkdir(cache)
    const program = join(cache, name)
    await copyFile(sound, program)
    await damages[what]?.(program)
    expect(await compileActor({ cache, compiler })).toBe(program)
    expect(await digestOf(program)).toBe(await digestOf(sound))
    await access(program, constants.X_OK)
    expect(await readdir(cache)).toHaveLength(1)
  })

  test('that is sound is used, also without a compiler', async () => {
    expect(await findProgram(join(place, 'sound'), startOf(name))).toBe(sound)
  })

  test('that is whole, but for another machine, is not', async () => {
    const cache = join(place, 'foreign')
    await mkdir(cache)
    const draft = join(cache, 'draft')
    const bytes = await readFile(sound)
    bytes[18] = 0xf3 // e_machine: RISC-V
    await writeFile(draft, bytes, { mode: 0o755 })
    await rename(draft, join(cache, `${startOf(name)}-${await digestOf(draft)}`))
    expect(await findProgram(cache, startOf(name))).toBeUndefined()
    expect(await compileActor({ cache, compiler })).toBe(join(cache, name))
  })

  test('that cannot be started after its compilation is named', async () => {
    const useless = join(place, 'useless-cc')
    await writeFile(useless, compilerThat('printf "\\177ELF" > "$2"'), { mode: 0o755 })
    const cache = join(place, 'useless')
    const found = await openDriver({ compiler: useless, cache }).probe()
    expect(found).toMatchObject({
      available: false,
      reason: expect.stringMatching(/^Cannot start `.*\/useless\/actor-.*`, compiled just now: /),
      remedy: expect.stringMatching(/^set `XDG_CACHE_HOME` to a folder /),
    })
  })

  test('of one compiler is not used for another one', async () => {
    const cache = join(place, 'two')
    const first = await compileActor({ cache, compiler })
    expect(await compileActor({ cache, compiler: `${compiler} -DOTHER` })).not.toBe(first)
    expect(await readdir(cache)).toHaveLength(2)
  })
})
