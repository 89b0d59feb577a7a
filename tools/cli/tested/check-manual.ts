import process from 'node:process'
import type { CChecked } from '../../check/index.ts'
import { cachePath, toolStamp } from '../../manual/index.ts'
import type { Manual } from '../../manual/parsed/index.ts'
import { systemError } from '../../message/index.ts'

/**
 * Check what can be known of pages without running them.
 *
 * @param manual
 *   Pages; what is wrong becomes messages on their files.
 * @param signal
 *   Ends the check; what is found then is not all.
 * @returns
 *   What became of the fences in C.
 * @throws {CliError} exit 3
 *   Where `CC` names no program.
 */
export async function checkManual(manual: Manual, signal: AbortSignal): Promise<CChecked> {
  const [{ checkC, checkTypes }, { checkStyle }] = await Promise.all([
    import('../../check/index.ts'),
    import('../../pipeline.ts'),
  ])
  const { root } = manual.settings
  const cache = { folder: cachePath(root, 'types'), stamp: toolStamp() }
  const types = checkTypes(manual.specs, { root, signal, cache })
  const named = process.env['CC'] || undefined
  const c = checkC(manual.specs, { ...(named && { compiler: named }), signal })
  for (const { tree, file } of manual.specs) checkStyle.runSync(tree, file)
  const [checked] = await Promise.all([c, types])
  // Whoever names a compiler wants it to be asked.
  if (named === undefined || checked.skipped === 0) return checked
  throw systemError(`Cannot find the compiler \`${named}\`, which the environment names as \`CC\``)
}
