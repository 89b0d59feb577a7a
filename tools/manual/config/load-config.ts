import { dirname, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Config } from '../../config.ts'
import { loadTypescript } from '../../loader/index.ts'
import { CliError, exitCode, usageError } from '../../message/index.ts'
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
  return settingsOf(await readConfig(path, relative(cwd, path)), dirname(path), path)
}

/**
 * Read the default export of a configuration.
 *
 * @param shown
 *   Path for messages.
 * @throws {CliError} exit 2
 *   If the file does not parse or run, or has a member of the wrong kind.
 */
export async function readConfig(path: string, shown: string): Promise<Config> {
  const module = await importConfig(path, shown)
  if (module['default'] === undefined) {
    throw usageError(`Unexpected exports of \`${shown}\`, expected a default export`)
  }
  const { checkConfig } = await import('./check-config.ts')
  checkConfig(module['default'], shown)
  return module['default'] as Config
}

async function importConfig(path: string, shown: string): Promise<Record<string, unknown>> {
  if (path.endsWith('.ts')) loadTypescript()
  try {
    return await import(pathToFileURL(path).href)
  } catch (error) {
    throw new CliError(`Cannot load \`${shown}\`: ${explain(error)}`, exitCode.usage, error)
  }
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) return `it threw \`${String(error)}\``
  const frame = /\(?(file:[^)\s]+)\)?/.exec(error.stack ?? '')?.[1]
  const place = error instanceof SyntaxError || frame === undefined ? '' : `\n  at ${frame}`
  return error.message + place
}
