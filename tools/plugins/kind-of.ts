import { kindOf } from '../words/index.ts'

/** Describe a value that is not as it should be, with its article. */
export function aKindOf(value: unknown): string {
  if (Array.isArray(value) && value.length === 0) return 'an empty list'
  const kind = kindOf(value)
  if (kind.startsWith('`')) return kind
  return `${/^[aeiou]/.test(kind) ? 'an' : 'a'} ${kind}`
}
