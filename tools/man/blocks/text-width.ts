import { widthOf } from '../../message/index.ts'

/** Count the terminal columns of a text, quickly for ASCII. */
export function textWidth(text: string): number {
  return /^[ -~]*$/.test(text) ? text.length : widthOf(text)
}
