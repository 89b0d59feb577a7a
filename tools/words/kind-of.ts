/**
 * Check whether a value is an object, and not a list.
 *
 * @param value
 *   Any value.
 * @returns
 *   Whether it is one.
 */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/**
 * Describe a value of a wrong kind.
 *
 * @param value
 *   Any value.
 * @returns
 *   `` number `5` ``, `` `null` ``, `list`, `empty string`, `promise`, `function`.
 */
export function kindOf(value: unknown): string {
  if (value === null || value === undefined) return `\`${value}\``
  if (Array.isArray(value)) return 'list'
  if (typeof value === 'string' && value.trim() === '') return 'empty string'
  if (value instanceof Promise) return 'promise'
  if (typeof value === 'object' || typeof value === 'function') return typeof value
  return `${typeof value} \`${String(value)}\``
}
