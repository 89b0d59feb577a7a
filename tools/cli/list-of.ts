import type { Values } from './read-arguments.ts'

/**
 * Read an option that may be given several times.
 *
 * @param values
 *   Options as given.
 * @param name
 *   Option; commas separate values too.
 * @returns
 *   Its values, none where it was not given.
 */
export function listOf(values: Values, name: string): string[] {
  const value = values[name]
  const given = Array.isArray(value) ? value : typeof value === 'string' ? [value] : []
  return given.flatMap((item: string) => item.split(',')).filter((item) => item !== '')
}
