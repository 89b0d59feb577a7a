/** Severity of a message; an `error` fails the run. */
export type Level = 'error' | 'warning' | 'info'

/** Levels, the mildest first. */
export const levels: readonly Level[] = ['info', 'warning', 'error']

const fatal = { error: true, warning: false, info: undefined } as const

/** Convert a level to the `fatal` of vfile-message. */
export function fatalOf(level: Level): boolean | undefined {
  return fatal[level]
}

/**
 * Get the level of a message from any source.
 *
 * @param message
 *   Message.
 * @returns
 *   Level.
 * @see vfile-message 4, `fatal`
 */
export function levelOf(message: { readonly fatal?: boolean | null | undefined }): Level {
  return message.fatal === true ? 'error' : message.fatal === false ? 'warning' : 'info'
}
