import { commandWords } from '../../page/index.ts'
import type { Context } from '../context.ts'
import { escapeInlineCode } from '../roff/escape.ts'
import type { Marked } from './marked.ts'

/** `/proc/locks`, `~/.profile`, `./x`; a comment in code starts with two. */
const path = /^(?:~|\.{1,2})?\/(?!\/)\S+$/
/** `package.json`, `fs/locks.c`. */
const file =
  /^[\w@.*+/-]*\w\.(?:c|conf|css|d\.ts|h|html|js|json|jsonl|lock|md|mjs|py|service|sh|so|svg|toml|ts|txt|xml|yaml|yml)$/
const header = /^<[\w./-]+\.h>$/
const type = /^(?:(?:struct|union|enum) \w+|\w+_t)$/

/**
 * Set code inside a paragraph in the font for its kind.
 *
 * Files, types, variables, expressions, commands with arguments, and values of options are italic;
 * names of functions, constants and options are bold.
 *
 * @see man-pages(7), 6.20, "Formatting conventions (general)" and those for commands and functions
 */
export function markCode(value: string, { literal, parameters }: Context): Marked[] {
  if (literal) return [strong(value)]
  if (value === 'NULL') return [text(value)]
  const [, name] = /^(\w+)\(\)$/.exec(value) ?? []
  if (name !== undefined) return [strong(name), text('()')]
  if (/^-./.test(value)) return markOption(value)
  const isItalic =
    value === 'errno' ||
    parameters.has(value) ||
    [path, file, header, type].some((pattern) => pattern.test(value)) ||
    /\S\s+\S/.test(value)
  return [isItalic ? emphasis(value) : strong(value)]
}

/** Longest option with an argument that is split into fonts. */
const maxOption = 40

/** An option, and its value. */
function markOption(value: string): Marked[] {
  if (value.length > maxOption) return [strong(value)]
  return commandWords(value).map(({ role, value: word }) => {
    if (role === 'sign') return text(escapeInlineCode(word))
    return role === 'argument' ? emphasis(word) : strong(word)
  })
}

function strong(value: string): Marked {
  return { type: 'strong', children: [text(escapeInlineCode(value))] }
}

function emphasis(value: string): Marked {
  return { type: 'emphasis', children: [text(escapeInlineCode(value))] }
}

function text(value: string): Extract<Marked, { type: 'text' }> {
  return { type: 'text', value }
}
