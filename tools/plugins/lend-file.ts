import { VFile } from 'vfile'
import type { VFileMessage } from 'vfile-message'
import { isPlace } from './place.ts'

/** A file in the hands of a plugin. */
export interface LentFile {
  /** A copy for the plugin. */
  readonly copy: VFile
  /**
   * Take over the messages and the data of the copy.
   *
   * @returns
   *   What the plugin did that it must not; `undefined` if nothing.
   */
  settle(): string | undefined
}

/** What a plugin reads and must leave as it is. */
const fixed = ['path', 'cwd', 'value'] as const

/**
 * Lend a file to a plugin, which can add messages and data, and nothing else.
 *
 * Our messages stay, and so do our data: the path says which page is written, and the value says
 * where nodes are.
 *
 * @param file
 *   Page.
 * @param data
 *   Members of `data` that are ours.
 */
export function lendFile(file: VFile, data: readonly string[]): LentFile {
  const { history, messages } = file
  const copy = new VFile({ ...file, data: { ...file.data }, history: [...history] })
  copy.messages = [...messages]
  return {
    copy,
    settle() {
      const changed = fixed.find((name) => copy[name] !== file[name])
      const left: unknown = copy.messages
      const list: unknown[] = Array.isArray(left) ? left : []
      const added = list.filter(isMessage)
      const ours = messages.filter((each) => each.source === 'manproof' && !added.includes(each))
      file.messages = [...ours, ...added.map(placed)]
      const now = Object(copy.data)
      const mine = data.find((key) => now[key] !== Reflect.get(file.data, key))
      const others = Object.entries(now).filter(([key]) => !data.includes(key))
      Object.assign(file.data, Object.fromEntries(others))
      if (changed !== undefined) return `it changed \`${changed}\` of the page`
      if (mine !== undefined) return `it changed \`data.${mine}\` of the page`
      if (!Array.isArray(left)) return 'it left `messages` of the page that are not a list'
      return list.length === added.length
        ? undefined
        : 'it left what is not a message in `messages`'
    },
  }
}

const texts = ['ruleId', 'source', 'url', 'note'] as const

function isMessage(value: unknown): value is VFileMessage {
  const message = Object(value)
  return (
    typeof message.reason === 'string' &&
    texts.every((name) => typeof (message[name] ?? '') === 'string')
  )
}

/** A message at a place that cannot be is about the page. */
function placed(message: VFileMessage): VFileMessage {
  if (isPlace(message.place)) return message
  return Object.assign(message, { place: undefined, line: undefined, column: undefined })
}
