import { syncBuiltinESMExports } from 'node:module'
import { currentRun } from './current-run.ts'

/**
 * Forbid examples to signal the process that they share with the engine.
 *
 * @see kill(2): 0 and negative numbers are process groups
 */
export function guardProcess(): void {
  const kill = process.kill.bind(process)
  process.kill = (pid, signal) => {
    const isOurs = pid === 0 || Math.abs(pid) === process.pid || pid === process.ppid
    if (isOurs && signal !== 0 && currentRun.getStore() !== undefined) {
      throw new Error(`Cannot do \`process.kill\` on ${pid}: it runs the example`)
    }
    return kill(pid, signal)
  }
  // `import { kill } from 'node:process'` is the same function.
  syncBuiltinESMExports()
}
