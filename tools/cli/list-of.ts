import type { Values } from './read-arguments.ts'

/**
 * List the values of a repeatable option; commas separate values too.
 */
export function listOf(values: Values, name: string): string[] {
  const value = values[name]
  const given = Array.isArray(value) ? value : typeof value === 'string' ? [value] : []
  return given.flatMap((item: string) => item.split(',')).filter((item) => item !== '')
}
