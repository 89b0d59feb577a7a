import type { Target } from './target.ts'

/**
 * Tell whether what a target does is measured.
 *
 * @param target
 *   Target.
 * @returns
 *   Whether it answers to `real`: it is there once, has a clock of its own, and takes its time.
 */
export function isReal({ selectors }: Target): boolean {
  return selectors.includes('real')
}

/**
 * Tell whether what a target does is simulated.
 *
 * @param target
 *   Target.
 * @returns
 *   Whether it answers to `sim`.
 */
export function isSimulated({ selectors }: Target): boolean {
  return selectors.includes('sim')
}
