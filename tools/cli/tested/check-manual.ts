import process from 'node:process'
import type { CChecked } from '../../check/index.ts'
import { cachePath, toolStamp } from '../../manual/index.ts'
import type { Manual } from '../../manual/parsed/index.ts'
import { systemError } from '../../message/index.ts'

/**
 * Check pages without running them; problems become messages on their files.
 *
 * @throws {CliError} exit 3
 *   If the compiler that `CC` names cannot be found.
 */
export async function checkManual(manual: Manual, signal: AbortSignal): Promise<CChecked> {
  const [{ checkC, checkTypes }, { checkStyle }] = await Promise.all([
    import('../../check/index.ts'),
    import('../../pipeline.ts'),
  ])
  const { root } = manual.settings
  const cache = { folder: cachePath(root, 'types'), stamp: toolStamp() }
  const types = checkTypes(manual.pages, { root, signal, cache })
  const named = process.env['CC'] || undefined
  const c = checkC(manual.pages, { ...(named && { compiler: named }), signal })
  for (const { tree, file } of manual.pages) checkStyle.runSync(tree, file)
  const [checked] = await Promise.all([c, types])
  // Without `CC`, a machine may have no compiler; with it, the user wants the check.
  if (named === undefined || checked.skipped === 0) return checked
  throw systemError(`Cannot find the compiler \`${named}\`, set by \`CC\` in the environment`)
}
