import { expectedOf } from './expected-of.ts'
import { isRecord, kindOf } from './kind-of.ts'

/** What the value of an option can be. */
export interface OptionKind {
  /** For messages: `a function`. */
  readonly expected: string
  readonly accepts: (value: unknown) => boolean
  /** What each item of a list, or each member of an object, can be. */
  readonly items?: OptionKind
  readonly isRequired?: boolean
}

/**
 * Check the options of a function that other programs call, such as a plugin of unified.
 *
 * @param user
 *   Name of the function, for messages.
 * @param given
 *   Options as given; `undefined` and `null` mean none.
 * @param kinds
 *   Every option that there is; one that is `undefined` is missing.
 * @throws {TypeError}
 *   If an option is unknown, missing, or of another kind; the message names it.
 */
export function checkOptions(
  user: string,
  given: unknown,
  kinds: Readonly<Record<string, OptionKind>>,
): void {
  const options = given ?? {}
  if (!isRecord(options)) {
    throw new TypeError(`${user}: Unexpected ${kindOf(given)} as options, expected an object`)
  }
  const unknown = Object.keys(options).find((name) => !Object.hasOwn(kinds, name))
  if (unknown !== undefined) {
    const expected = expectedOf(unknown, Object.keys(kinds))
    throw new TypeError(`${user}: Unexpected option \`${unknown}\`, expected ${expected}`)
  }
  for (const [name, kind] of Object.entries(kinds)) {
    const value = options[name]
    if (value !== undefined) checkValue(user, name, value, kind)
    else if (kind.isRequired) {
      throw new TypeError(`${user}: Missing \`${name}\`, expected ${kind.expected}`)
    }
  }
}

function checkValue(user: string, name: string, value: unknown, kind: OptionKind): void {
  if (!kind.accepts(value)) {
    throw new TypeError(
      `${user}: Unexpected ${kindOf(value)} in \`${name}\`, expected ${kind.expected}`,
    )
  }
  const { items } = kind
  if (!items || value === null) return
  if (Array.isArray(value)) {
    for (const [at, item] of value.entries()) checkValue(user, `${name}[${at}]`, item, items)
  } else {
    for (const [key, item] of Object.entries(value as object)) {
      checkValue(user, `${name}.${key}`, item, items)
    }
  }
}

/** An option that is a function. */
export const functionKind: OptionKind = {
  expected: 'a function',
  accepts: (value) => typeof value === 'function',
}
/** An option that is a string. */
export const textKind: OptionKind = {
  expected: 'a string',
  accepts: (value) => typeof value === 'string',
}
/** An option that is a list of strings. */
export const textsKind: OptionKind = {
  expected: 'a list of strings',
  accepts: Array.isArray,
  items: textKind,
}
