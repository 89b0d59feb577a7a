/** How bad a message is; an `error` fails the run. */
export type Level = 'error' | 'warning' | 'info'

/** From mild to bad. */
export const levels: readonly Level[] = ['info', 'warning', 'error']

const fatal = { error: true, warning: false, info: undefined } as const

/** Level as vfile-message keeps it: `true`, `false`, `undefined`. */
export function fatalOf(level: Level): boolean | undefined {
  return fatal[level]
}

/**
 * Tell the level of a message, also of one from elsewhere.
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
