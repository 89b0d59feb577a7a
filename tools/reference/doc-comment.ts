/** Text of a docstring, and its start; line and column are 1-based. */
export interface DocPart {
  readonly text: string
  readonly line: number
  readonly column: number
}

/** A block tag with its text, such as `@throws {RangeError}`. */
export interface DocTag extends DocPart {
  readonly tag: string
  /** Place of the tag itself. */
  readonly at: { readonly line: number; readonly column: number }
  /** Type in braces after the tag. */
  readonly type?: string
  /** Parameter of a `@param`. */
  readonly name?: string
}

/** A parsed docstring. */
export interface DocComment extends DocPart {
  readonly tags: readonly DocTag[]
}

interface Line {
  readonly text: string
  readonly line: number
  readonly column: number
}

/**
 * Parse a docstring, whose tags start lines outside fences.
 *
 * The parser of the compiler would take the first word after `@see` for a name.
 *
 * @param raw
 *   Docstring, from its slash on.
 * @param at
 *   Its place in the file.
 */
export function readDocComment(raw: string, at: { line: number; column: number }): DocComment {
  const groups: Line[][] = [[]]
  let fence = ''
  for (const line of linesOf(raw, at)) {
    const [mark = ''] = /^\s*(?:`{3,}|~{3,})/.exec(line.text) ?? []
    if (fence === '') {
      if (/^@[a-zA-Z]/.test(line.text)) groups.push([])
      fence = mark.trim()
    } else if (mark.trim().startsWith(fence)) fence = ''
    groups.at(-1)?.push(line)
  }
  const [description = [], ...tags] = groups
  return { ...partOf(description, at), tags: tags.map(tagOf) }
}

function linesOf(raw: string, at: { line: number; column: number }): Line[] {
  return raw
    .replace(/\s*\*\/$/, '')
    .split(/\r?\n/)
    .map((text, index) => {
      const [before = ''] = (index === 0 ? /^\/\*\*[ \t]?/ : /^\s*\*?[ \t]?/).exec(text) ?? []
      const column = (index === 0 ? at.column : 1) + before.length
      return { text: text.slice(before.length).trimEnd(), line: at.line + index, column }
    })
}

function tagOf(lines: readonly Line[]): DocTag {
  const [first = { text: '', line: 1, column: 1 }, ...more] = lines
  const [whole, tag = ''] = /^@(\w+)[ \t]*/.exec(first.text) ?? ['', '']
  let head = first.text.slice(whole.length)
  const [braces, type] = /^\{([^}]*)\}[ \t]*/.exec(head) ?? ['']
  head = head.slice(braces.length)
  const [word, name] = tag === 'param' ? (/^([\w$]+)[ \t]*(?:-[ \t]+)?/.exec(head) ?? ['']) : ['']
  head = head.slice(word.length)
  const { line, column } = first
  return {
    ...partOf(head === '' ? more : [{ ...first, text: head }, ...more], { line, column }),
    tag,
    at: { line, column },
    ...(type !== undefined && { type }),
    ...(name !== undefined && { name }),
  }
}

/** Join lines without their common indent. */
function partOf(lines: readonly Line[], at: { line: number; column: number }): DocPart {
  const begin = lines.findIndex(({ text }) => text.trim() !== '')
  if (begin < 0) return { text: '', line: at.line, column: at.column }
  const kept = lines.slice(begin)
  const indents = kept.filter(({ text }) => text !== '').map(({ text }) => text.search(/\S/))
  const [, ...further] = indents
  const [own = 0] = indents
  const common = own > 0 ? Math.min(...indents) : Math.min(...further, Infinity)
  const text = kept
    .map((line, index) => line.text.slice(index === 0 ? own : Math.min(common, indentOf(line))))
    .join('\n')
    .trim()
  const [first = { line: at.line, column: at.column }] = kept
  return { text, line: first.line, column: first.column + own }
}

function indentOf({ text }: Line): number {
  return Math.max(0, text.search(/\S/))
}
