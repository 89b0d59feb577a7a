import { statSync } from 'node:fs'
import { dirname, relative } from 'node:path'
import process from 'node:process'
import { pathToFileURL } from 'node:url'
import type { Config } from '../../config.ts'
import { runForeign } from '../../foreign/index.ts'
import { loadTypescript } from '../../loader/index.ts'
import { CliError, configError, configPage, exitCode } from '../../message/index.ts'
import { isInside, realPath } from '../../project/index.ts'
import { isRecord } from '../../words/index.ts'
import { findConfig } from './find-config.ts'
import { type Settings, settingsOf } from './settings.ts'

/**
 * Read the configuration that governs a folder.
 *
 * @param cwd
 *   Folder in which the search starts; it continues in the folders above.
 * @returns
 *   Settings with every default filled in.
 * @throws {CliError} exit 2
 *   If the file does not parse or run, or has a member of the wrong kind.
 * @see manproof(1), FILES
 */
export async function loadConfig(cwd: string): Promise<Settings> {
  const path = findConfig(cwd)
  if (path === undefined) return settingsOf({}, cwd)
  const shown = relative(cwd, path)
  const settings = settingsOf(await readConfig(path, shown), dirname(path), path)
  checkEvidence(settings, shown)
  return settings
}

/**
 * Read the default export of a configuration.
 *
 * @param shown
 *   Path for messages.
 * @throws {CliError} exit 2
 *   If the file does not parse, run or end, or has a member of the wrong kind.
 */
export async function readConfig(path: string, shown: string): Promise<Config> {
  const failure = `Cannot load \`${shown}\``
  // Importing a pipe would wait for its writer, and that wait cannot be interrupted.
  if (!statSync(path).isFile()) throw configError(`${failure}: it is not a regular file`)
  if (path.endsWith('.ts')) loadTypescript()
  const { checkConfig } = await import('./check-config.ts')
  const foreign = { failure, exit: exitCode.usage, see: configPage }
  try {
    const module = await runForeign(foreign, () =>
      settled(import(pathToFileURL(path).href), failure),
    )
    // Its getters are code of the author, too, and run only here.
    const config: unknown = isRecord(module['default'])
      ? { ...module['default'] }
      : module['default']
    if (config === undefined) {
      throw configError(`Unexpected exports of \`${shown}\`, expected a default export`)
    }
    checkConfig(config, shown)
    return config as Config
  } catch (error) {
    if (error instanceof CliError) throw error
    throw configError(`${failure}: ${explain(error)}`, error)
  }
}

/** Evidence is only read from the project. */
function checkEvidence({ root, evidence }: Settings, shown: string): void {
  const isFile = statSync(evidence, { throwIfNoEntry: false })?.isDirectory() === false
  if (!isFile && isInside(realPath(root), realPath(evidence))) return
  throw configError(
    `${shown}: Unexpected ${isFile ? 'file' : 'path'} \`${evidence}\` in \`evidence\`, expected a folder in \`${root}\``,
  )
}

/** Refuse to wait for a promise that nothing can settle: Node.js would exit without a word. */
async function settled<Value>(promise: Promise<Value>, failure: string): Promise<Value> {
  let refuse = (): void => undefined
  const never = new Promise<never>((_, reject) => {
    refuse = () => reject(configError(`${failure}: it awaits a promise that nothing can settle`))
  })
  process.once('beforeExit', refuse)
  try {
    return await Promise.race([promise, never])
  } finally {
    process.off('beforeExit', refuse)
  }
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) return `it threw \`${String(error)}\``
  const frame = /\(?(file:[^)\s]+)\)?/.exec(error.stack ?? '')?.[1]
  const place = error instanceof SyntaxError || frame === undefined ? '' : `\n  at ${frame}`
  return error.message + place
}
