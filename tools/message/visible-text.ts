/**
 * What a terminal obeys and a reader does not see: control characters other than tab and line feed,
 * and what ends a line or turns the direction of text in Unicode. The marks U+200E, U+200F and
 * U+061C stay: they order their neighbours only, and right-to-left text needs them.
 */
const hidden = /[^\P{Cc}\t\n]|[\u2028-\u202E\u2066-\u2069]/gu

/**
 * Show the characters of a text that a terminal would obey.
 *
 * @param text
 *   Anything.
 * @returns
 *   The text with `\u001b` in place of an escape character, and so on; only tab and line feed stay,
 *   and a carriage return before a line feed goes. JSON stays JSON with the same value.
 * @see ECMA-48, C0 and C1; Unicode Standard Annex 9, explicit directional formatting;
 *   Boucher and Anderson 2021, Trojan Source
 */
export function visibleText(text: string): string {
  return text.replaceAll('\r\n', '\n').replace(hidden, escapeOf)
}

/**
 * Show a text on one line.
 *
 * @param text
 *   Anything.
 * @returns
 *   As of `visibleText`, with `\u000a` in place of a line feed.
 */
export function visibleLine(text: string): string {
  return visibleText(text).replaceAll('\n', escapeOf)
}

/**
 * Put a sign of one column in place of each character that a terminal would obey.
 *
 * @param text
 *   One line.
 * @returns
 *   The same number of characters, with U+FFFD for each of them.
 */
export function coveredText(text: string): string {
  return text.replace(hidden, '\uFFFD')
}

function escapeOf(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}
