import { aKindOf } from './kind-of.ts'

/** Everything else would end the tag, or start an attribute: names are written as they are. */
const tagName = /^[a-z][^\s"'<>/=]*$/i

/**
 * Explain what is wrong with an element of HTML; `undefined` if nothing is.
 *
 * @param name
 *   Name of its tag.
 * @param properties
 *   Properties.
 */
export function elementProblem(name: unknown, properties: unknown): string | undefined {
  if (typeof name !== 'string') return `it left ${aKindOf(name)} as the name of an element`
  if (!tagName.test(name)) return `it left \`${name}\` as the name of an element`
  if (typeof properties !== 'object' || properties === null || Array.isArray(properties)) {
    return `it left ${aKindOf(properties)} as \`properties\` of \`${name}\``
  }
  const [wrong, value] = Object.entries(properties).find(([, each]) => !isProperty(each)) ?? []
  return wrong === undefined
    ? undefined
    : `it left ${aKindOf(value)} as \`${wrong}\` of \`${name}\``
}

/** HTML has texts, numbers, flags, and lists of words. */
function isProperty(value: unknown): boolean {
  const isWord = (each: unknown): boolean => typeof each === 'string' || typeof each === 'number'
  if (Array.isArray(value)) return value.every(isWord)
  return value === null || value === undefined || typeof value === 'boolean' || isWord(value)
}
