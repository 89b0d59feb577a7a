import { visibleText } from '../../message/index.ts'

/** Something that a terminal is to do. No text can ask for it, since it is not a text. */
export interface Control {
  readonly bytes: string
}

/** Prints texts, in which control characters are shown and not obeyed, and what a terminal is to do. */
export type Print = (...parts: readonly (string | Control)[]) => void

type Word = 'red' | 'yellow' | 'cyan' | 'plain' | 'restart'

/** All that we ask of a terminal. */
export const control: Readonly<Record<Word, Control>> = {
  red: { bytes: '\u001B[31m' },
  yellow: { bytes: '\u001B[33m' },
  cyan: { bytes: '\u001B[36m' },
  plain: { bytes: '\u001B[39m' },
  /** Empty the line that is being written. */
  restart: { bytes: '\r\u001B[K' },
}

/**
 * Make what prints for people.
 *
 * @param write
 *   Gets bytes that are safe for a terminal.
 */
export function printer(write: (text: string) => unknown): Print {
  return (...parts) => {
    write(parts.map((part) => (typeof part === 'string' ? visibleText(part) : part.bytes)).join(''))
  }
}
