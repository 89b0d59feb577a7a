import type { Json, Outcome } from './outcome.ts'

/**
 * Print an outcome in its canonical form.
 *
 * @param outcome
 *   Outcome.
 * @returns
 *   One line, which `readOutcome` reads as the same outcome.
 */
export function formatOutcome(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'ok':
    case 'none':
    case 'blocks':
      return outcome.kind
    case 'value':
      return formatValue(outcome.value)
    case 'errno':
      return outcome.code
    case 'signal':
      return outcome.signal
    case 'after':
      return `after T: ${formatOutcome(outcome.outcome)}`
    case 'killed':
      return `killed ${outcome.signal}`
  }
}

/** JSON with a space after `:` and `,`, as in pages. */
function formatValue(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(formatValue).join(', ')}]`
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).map(
      ([key, item]) => `${quote(key)}: ${formatValue(item)}`,
    )
    return `{${members.join(', ')}}`
  }
  return typeof value === 'string' ? quote(value) : JSON.stringify(value)
}

// U+2028 and U+2029 would end the comment with the text.
function quote(text: string): string {
  return JSON.stringify(text).replace(
    /[\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16)}`,
  )
}
