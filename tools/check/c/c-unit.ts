import { withoutLineMarks } from './c-includes.ts'

/** Source of a translation unit. */
export interface CFence {
  readonly code: string
  /** Headers that the page leaves out: `sys/types.h`. */
  readonly headers: readonly string[]
  /** Path of the page, for messages. */
  readonly path: string
  /** Line of the page on which the code starts. */
  readonly line: number
}

const constant = /^(?:[A-Z_][A-Z0-9_]*|\d+)(?:\s*\|\s*(?:[A-Z_][A-Z0-9_]*|\d+))*$/
const prototype = /^([ \t]*)(\w[\w \t*]*?[ \t*])(\w+)[ \t]*\(([^();]*)\)[ \t]*;/gm

/**
 * Convert a fence to a translation unit, headers first, with the lines of the page.
 *
 * Pages of section 2const write prototypes with a constant among the parameters, as in
 * `int fcntl(int fd, F_SETLEASE, int type);`. That is not C; it means that this call compiles and
 * has this type, so it becomes a function with that call. The rest is unchanged: the compiler
 * rejects a prototype that contradicts its header.
 *
 * @see man-pages 6.20, F_GETLK(2const), "SYNOPSIS"
 */
export function makeCUnit({ code, headers, path, line }: CFence): string {
  // A feature test macro has no effect after the first header.
  const macros = code.match(/^[ \t]*#[ \t]*define[ \t]+_[A-Z]\w*.*$/gm) ?? []
  const includes = headers.map((header) => `#include <${header}>`)
  const body = withoutLineMarks(code).replace(prototype, functionFor)
  const before = headers.length === 0 ? [] : [...macros, ...includes]
  return [...before, `#line ${line} ${JSON.stringify(path)}`, body, ''].join('\n')
}

function functionFor(
  whole: string,
  ...[indent, type, name, list]: [indent: string, type: string, name: string, list: string]
): string {
  const parameters = list.split(',').map((part) => part.trim())
  if (!parameters.some((part) => constant.test(part))) return whole
  const names = parameters.map((part) => (constant.test(part) ? part : nameOf(part)))
  if (names.includes(undefined)) return whole
  const declared = parameters.filter((part) => !constant.test(part)).join(', ') || 'void'
  const call = `${name}(${names.join(', ')})`
  const result = type.trim()
  const body =
    result === 'void'
      ? `${call};`
      : `_Static_assert(__builtin_types_compatible_p(__typeof__(${call}), ${result}), "\`${name}\` returns another type"); return ${call};`
  const head = `${indent}__attribute__((unused)) static ${result} manproof_${name}_${list.replace(/\W+/g, '_')}`
  // Keep the lines of the parameter list, so that the rest stays on its lines.
  return `${head}(${declared}) { ${body} }${'\n'.repeat(whole.split('\n').length - 1)}`
}

/** Last word of `const char *path`, without brackets. */
function nameOf(parameter: string): string | undefined {
  return /(\w+)(?:\s*\[[^\]]*\])*$/.exec(parameter)?.[1]
}
