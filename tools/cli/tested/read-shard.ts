import { usageError } from '../../message/index.ts'
import type { Shard } from './run-manual.ts'

/**
 * Parse the value of `--shard`, if there is one.
 *
 * @throws {CliError} exit 2
 *   If it is not `I/N` with 1 <= I <= N.
 */
export function readShard(value: unknown): Shard | undefined {
  if (typeof value !== 'string') return undefined
  const [index = 0, count = 0] = /^(\d+)\/(\d+)$/.exec(value)?.slice(1).map(Number) ?? []
  if (index >= 1 && index <= count) return { index, count }
  throw usageError(
    `Unexpected value \`${value}\` of \`--shard\`, expected \`I/N\` with 1 <= I <= N`,
  )
}
