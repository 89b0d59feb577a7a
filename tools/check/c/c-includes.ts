/** A directive or an operator of a fence that requests something other than a header. */
export interface WrongInclude {
  /** `#include "/etc/passwd"`. */
  readonly text: string
  /** Offset into the code of the fence. */
  readonly offset: number
  /** Default: the name of a header. */
  readonly expected?: string
}

/** Blanks and comments, which can separate the tokens of a directive. */
const gap = String.raw`(?:[ \t\v\f]|\/\*[\s\S]*?\*\/)*`
const directive = String.raw`(?:#|%:|\?\?=)${gap}(?:include_next|include|import|embed)\b`
const operator = String.raw`\b__has_(?:include_next|include|embed)\b${gap}\(`
/** Compares the ages of files, by `#pragma`, `_Pragma` or a macro that expands to one. */
const pragma = String.raw`\bGCC${gap}dependency\b`
const asking = new RegExp(`(?:${directive}|${operator}|${pragma})${gap}([^\\n]*)`, 'g')
const header = /^(?:<\w[\w.+-]*(?:\/\w[\w.+-]*)*>|"\w[\w.+-]*(?:\/\w[\w.+-]*)*")/
/** End of a line that continues on the next one. */
const splice = /\\[ \t]*\r?\n/g

/**
 * Find includes of a fence other than headers: absolute paths, paths that lead upward, macros,
 * data.
 *
 * @see C17, 5.1.1.2 and 6.10.2; C23, 6.10.4 (`#embed`); gcc(1), "Include Syntax"
 */
export function wrongIncludes(code: string): WrongInclude[] {
  const text = code.replace(splice, '')
  return Array.from(text.matchAll(asking)).flatMap((match) => {
    const [all, operand = ''] = match
    const isData = /embed\b/.test(all.slice(0, all.length - operand.length))
    if (header.test(operand) && !isData) return []
    return [{ text: all.trim(), offset: offsetBefore(code, match.index) }]
  })
}

const comment = String.raw`\/\*[\s\S]*?\*\/`
const blank = String.raw`(?:[ \t\v\f]|\\[ \t]*\r?\n|${comment})*`
const lineMark = new RegExp(
  String.raw`^${blank}(?:#|%:)${blank}(?:line\b|\d)(?:\\[ \t]*\r?\n|${comment}|[^\n])*`,
  'gm',
)

/**
 * Blank the directives that renumber lines, so that diagnostics have the lines of the fence.
 *
 * @see C17, 6.10.4
 */
export function withoutLineMarks(code: string): string {
  return code.replace(lineMark, (mark) => mark.replace(/[^\n]+/g, ''))
}

/** List the headers that a fence or a header includes in quotes. */
export function quotedHeaders(code: string): (WrongInclude & { readonly path: string })[] {
  return Array.from(code.replace(splice, '').matchAll(asking)).flatMap((match) => {
    const [all, operand = ''] = match
    const [text = '', path = ''] = /^"([^"\n]*)"/.exec(operand) ?? []
    const directive = all.slice(0, all.length - operand.length) + text
    if (path === '') return []
    return [{ path, text: directive.trim(), offset: offsetBefore(code, match.index) }]
  })
}

/** Convert an offset into the spliced code to one into the original code. */
function offsetBefore(code: string, spliced: number): number {
  let offset = spliced
  for (const { 0: text, index } of code.matchAll(splice)) {
    if (index > offset) break
    offset += text.length
  }
  return offset
}
