/** One `// @errors:` comment. */
export interface ExpectedErrors {
  readonly codes: readonly number[]
  /** Offsets into the text. */
  readonly start: number
  readonly end: number
}

/**
 * Find the errors that an example announces.
 *
 * @see twoslash 0.3, `@errors: 2322 2588`
 */
export function readExpectedErrors(text: string): readonly ExpectedErrors[] {
  return Array.from(text.matchAll(/\/\/ ?@errors:([\d, \t]*)$/gm), (match) => ({
    codes: (match[1]?.match(/\d+/g) ?? []).map(Number),
    start: match.index,
    end: match.index + match[0].trimEnd().length,
  }))
}
