/**
 * Characters that a terminal acts on and a reader does not see: control characters other than tab
 * and line feed, and Unicode characters that end a line or change the direction of text. The marks
 * U+200E, U+200F and U+061C only affect their neighbors, and right-to-left text needs them.
 */
const hidden = /[^\P{Cc}\t\n]|[\u2028-\u202E\u2066-\u2069]/gu

/**
 * Make the control characters of a text visible.
 *
 * @param text
 *   Any text.
 * @returns
 *   The text with `\u001b` in place of an escape character, and so on. Tabs and line feeds stay; a
 *   carriage return before a line feed is dropped. JSON keeps its value.
 * @see ECMA-48, C0 and C1; Unicode Standard Annex 9, explicit directional formatting;
 *   Boucher and Anderson 2021, Trojan Source
 */
export function visibleText(text: string): string {
  return text.replaceAll('\r\n', '\n').replace(hidden, escapeOf)
}

/**
 * Make a text visible on one line.
 *
 * @param text
 *   Any text.
 * @returns
 *   As `visibleText`, with `\u000a` in place of a line feed.
 */
export function visibleLine(text: string): string {
  return visibleText(text).replaceAll('\n', escapeOf)
}

/**
 * Replace each control character of a line with U+FFFD, which keeps the columns.
 */
export function coveredText(text: string): string {
  return text.replace(hidden, '\uFFFD')
}

function escapeOf(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}
