import type { Target } from './target.ts'

/**
 * Determine whether outcomes of a target are measured.
 *
 * @param target
 *   Target.
 * @returns
 *   Whether it has the selector `real`: there is one instance, which runs in real time.
 */
export function isReal({ selectors }: Target): boolean {
  return selectors.includes('real')
}

/**
 * Determine whether outcomes of a target are simulated.
 *
 * @param target
 *   Target.
 * @returns
 *   Whether it has the selector `sim`.
 */
export function isSimulated({ selectors }: Target): boolean {
  return selectors.includes('sim')
}
