import { usageError } from '../../message/index.ts'
import type { Target } from '../../outcome/index.ts'
import { expectedOf } from '../../words/index.ts'

/**
 * Select targets by name or selector.
 *
 * @param targets
 *   Targets of the configuration.
 * @param words
 *   Names and selectors (`host`, `rfc`); empty: all targets.
 * @returns
 *   Targets that match a word, in the order of the configuration.
 * @throws {CliError} exit 2
 *   If a word matches no target.
 */
export function selectTargets(targets: readonly Target[], words: readonly string[]): Target[] {
  if (words.length === 0) return [...targets]
  for (const word of words) {
    if (targets.some((target) => answers(target, word))) continue
    const known = new Set(targets.flatMap((target) => [target.name, ...target.selectors]))
    throw usageError(`Unexpected target \`${word}\`, expected ${expectedOf(word, known)}`)
  }
  return targets.filter((target) => words.some((word) => answers(target, word)))
}

function answers(target: Target, word: string): boolean {
  return target.name === word || target.selectors.includes(word)
}
