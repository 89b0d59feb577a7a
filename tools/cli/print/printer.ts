import { visibleText } from '../../message/index.ts'

/** A command for the terminal, an object so that no text can imitate it. */
export interface Control {
  readonly bytes: string
}

/** Prints commands and texts; control characters in a text are made visible. */
export type Print = (...parts: readonly (string | Control)[]) => void

type Word = 'red' | 'yellow' | 'cyan' | 'plain' | 'restart'

/** Every command that we send to a terminal. */
export const control: Readonly<Record<Word, Control>> = {
  red: { bytes: '\u001B[31m' },
  yellow: { bytes: '\u001B[33m' },
  cyan: { bytes: '\u001B[36m' },
  plain: { bytes: '\u001B[39m' },
  /** Clear the current line. */
  restart: { bytes: '\r\u001B[K' },
}

/**
 * Make a `Print` that passes text safe for a terminal to `write`.
 */
export function printer(write: (text: string) => unknown): Print {
  return (...parts) => {
    write(parts.map((part) => (typeof part === 'string' ? visibleText(part) : part.bytes)).join(''))
  }
}
