import { widthOf } from '../../message/index.ts'

/** Terminal columns of a text; most of it is ASCII, where they need not be measured. */
export function textWidth(text: string): number {
  return /^[ -~]*$/.test(text) ? text.length : widthOf(text)
}
