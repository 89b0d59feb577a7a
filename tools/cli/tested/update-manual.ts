import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { CliError, exitCode } from '../../message/index.ts'
import { type OutputFile, patchText, publish } from '../../publish/index.ts'
import type { Io } from '../io.ts'
import type { Tested } from './test-manual.ts'

/**
 * Rewrite the `//=>` comments of pages with the observed outcomes, and print the diff.
 *
 * @returns
 *   Whether a page was changed.
 * @throws {CliError} exit 1
 *   If a page was edited while its examples ran; nothing is written.
 */
export async function updateManual(tested: Tested, io: Io): Promise<boolean> {
  const { updateExpectations } = await import('../../run/index.ts')
  const { root, targets } = tested.manual.settings
  const ran = new Set(tested.report.summary.targets.map(({ target }) => target.name))
  const others = targets.filter(({ name }) => !ran.has(name))
  const files: OutputFile[] = []
  for (const page of tested.manual.pages) {
    const { file } = page
    const before = String(file)
    const text = updateExpectations(page, tested.report.results, others)
    if (text === before) continue
    assertUnchanged(resolve(root, file.path), file.path, before)
    io.data((await patchText(file.path, before, text, Number.POSITIVE_INFINITY)) ?? '')
    files.push({ path: file.path, text, replaces: before })
  }
  publish([{ folder: resolve(root), files, whole: false }])
  return files.length > 0
}

function assertUnchanged(path: string, shown: string, text: string): void {
  if (readFileSync(path, 'utf8') === text) return
  const reason = `Cannot update \`${shown}\`: it changed while its examples ran; run again`
  throw new CliError(reason, exitCode.findings)
}
