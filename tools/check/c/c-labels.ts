import type { Code } from 'mdast'
import { report } from '../../message/index.ts'
import type { Page } from '../../page/index.ts'
import { expectedOf } from '../../words/index.ts'

/** Labels of a C fence. */
export interface CLabels {
  readonly headers: readonly string[]
  /** Reason not to compile the fence. */
  readonly norun?: string
}

const word = /([^\s=]+)(?:=(?:"([^"]*)"|(\S*)))?/g
const known = ['headers', 'norun']

/**
 * Read the labels after the language of a C fence; unknown ones become messages on the page.
 */
export function readCLabels(page: Page, node: Code): CLabels {
  let labels: CLabels = { headers: [] }
  for (const [all, key = '', quoted, plain] of (node.meta ?? '').matchAll(word)) {
    const value = (quoted ?? plain ?? '').trim()
    if (!known.includes(key)) {
      const reason = `Unexpected label \`${key}\`, expected ${expectedOf(key, known)}`
      report(page.file, 'example-label', reason, placeOf(page, node, all))
    } else if (key === 'norun' && value !== '') labels = { ...labels, norun: value }
    else if (key === 'headers' && isHeaders(value)) {
      labels = { ...labels, headers: value.split(',') }
    } else {
      const form = key === 'norun' ? '`norun="REASON"`' : '`headers=NAME.h,NAME.h`'
      const reason = `Unexpected value of \`${key}\`, expected ${form}`
      report(page.file, 'example-label-value', reason, placeOf(page, node, all))
    }
  }
  return labels
}

/** Whether a value lists headers, by paths that stay inside the folders of headers. */
function isHeaders(value: string): boolean {
  return value.split(',').every((name) => /^\w[\w.+-]*(?:\/\w[\w.+-]*)*(?<=\.h)$/.test(name))
}

function placeOf(page: Page, node: Code, label: string): Code['position'] {
  const start = node.position?.start
  if (start?.offset === undefined) return node.position
  const [line = ''] = String(page.file).slice(start.offset).split('\n', 1)
  const across = Math.max(0, line.indexOf(label, line.indexOf(node.lang ?? '')))
  const column = start.column + across
  return {
    start: { line: start.line, column, offset: start.offset + across },
    end: {
      line: start.line,
      column: column + label.length,
      offset: start.offset + across + label.length,
    },
  }
}
