import { execFile } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'

/** A program that a verb or a check uses. */
export interface Tool {
  readonly name: string
  /** What it does for manproof. */
  readonly use: string
  /** Possible names in `PATH`. */
  readonly commands: readonly string[]
  /** Argument that makes it print its version, if there is one. */
  readonly version?: string
  /** Debian packages. */
  readonly packages: string
}

/** A tool, and its path if it was found. */
export interface FoundTool extends Tool {
  readonly path?: string
  readonly release?: string
}

const tools: readonly Tool[] = [
  {
    name: 'cc',
    use: 'compiles the actor of the host target, and checks fences in C',
    commands: ['cc', 'gcc', 'clang'],
    version: '--version',
    packages: 'gcc libc6-dev',
  },
  {
    name: 'man',
    use: 'shows the manual',
    commands: ['man'],
    version: '--version',
    packages: 'man-db',
  },
  {
    name: 'qemu',
    use: 'runs the guests of the vm targets',
    commands: ['qemu-system-x86_64'],
    version: '--version',
    packages: 'qemu-system-x86',
  },
  {
    name: 'mandoc',
    use: 'lints man pages in the gate',
    commands: ['mandoc'],
    packages: 'mandoc',
  },
  {
    name: 'groff',
    use: 'lints man pages in the gate',
    commands: ['groff'],
    version: '--version',
    packages: 'groff',
  },
  {
    name: 'chromium',
    use: 'opens the site in the gate',
    commands: ['chromium', 'chromium-browser', 'google-chrome'],
    packages: 'chromium',
  },
]

/**
 * Find the programs that manproof and its gate use.
 *
 * @param path
 *   Value of `PATH`.
 * @returns
 *   Every tool, found or not; only the gate needs others than `cc`, `man` and `qemu`.
 */
export async function findTools(path: string): Promise<FoundTool[]> {
  return Promise.all(
    tools.map(async (tool) => {
      const found = tool.commands.map((name) => which(name, path)).find((item) => item)
      if (found === undefined) return tool
      const release = await releaseOf(found, tool.version)
      return { ...tool, path: found, ...(release === undefined ? {} : { release }) }
    }),
  )
}

function which(name: string, path: string): string | undefined {
  return path
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK)
        return true
      } catch {
        return false
      }
    })
}

async function releaseOf(file: string, argument: string | undefined): Promise<string | undefined> {
  if (argument === undefined) return undefined
  try {
    const { stdout } = await promisify(execFile)(file, [argument], { timeout: 5000 })
    return /\d+(?:\.\d+)+/.exec(stdout)?.[0]
  } catch {
    return undefined
  }
}
