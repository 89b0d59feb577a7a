import type { Program, Step } from './step.ts'

/**
 * Find a shorter program that still differs by leaving out halves, then smaller parts.
 *
 * @param differs
 *   Runs a program; called a few dozen times.
 */
export async function reduce(
  program: Program,
  differs: (program: Program) => Promise<boolean>,
): Promise<Program> {
  let steps: readonly Step[] = program.steps
  for (let size = Math.ceil(steps.length / 2); size >= 1; size = Math.floor(size / 2)) {
    for (let from = 0; from < steps.length; ) {
      const shorter = [...steps.slice(0, from), ...steps.slice(from + size)]
      if (await differs({ ...program, steps: shorter })) steps = shorter
      else from += size
    }
  }
  return { ...program, steps }
}
