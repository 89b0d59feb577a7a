import { withoutLineMarks } from './c-includes.ts'

/** A translation unit made from a fence; its lines are those of the fence. */
export interface CUnit {
  /** Text for the compiler, headers first; `#line` makes its lines those of the page. */
  readonly text: string
}

/** What the unit is made from. */
export interface CFence {
  readonly code: string
  /** Headers that the page leaves out: `sys/types.h`. */
  readonly headers: readonly string[]
  /** Path of the page, for messages. */
  readonly path: string
  /** 1-based line of the page that the code starts on. */
  readonly line: number
}

const constant = /^(?:[A-Z_][A-Z0-9_]*|\d+)(?:\s*\|\s*(?:[A-Z_][A-Z0-9_]*|\d+))*$/
const prototype = /^([ \t]*)(\w[\w \t*]*?[ \t*])(\w+)[ \t]*\(([^();]*)\)[ \t]*;/gm

/**
 * Make a fence into a translation unit.
 *
 * Pages of section 2const write prototypes with a constant among the parameters, as in
 * `int fcntl(int fd, F_SETLEASE, int type);`. That is no C; what it says is that this call
 * compiles and has this type, so it becomes a function with that call. All else stays as it is:
 * a prototype that contradicts its header is an error of the compiler.
 *
 * @param fence
 *   Code, its place, and headers besides its own.
 * @returns
 *   The unit.
 * @see man-pages 6.20, F_GETLK(2const), "SYNOPSIS"
 */
export function makeCUnit({ code, headers, path, line }: CFence): CUnit {
  // A feature test macro has no effect after the first header.
  const macros = code.match(/^[ \t]*#[ \t]*define[ \t]+_[A-Z]\w*.*$/gm) ?? []
  const includes = headers.map((header) => `#include <${header}>`)
  const body = withoutLineMarks(code).replace(prototype, functionFor)
  const before = headers.length === 0 ? [] : [...macros, ...includes]
  return { text: [...before, `#line ${line} ${JSON.stringify(path)}`, body, ''].join('\n') }
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
  // Lines inside the parameter list are kept, so that what follows stays on its line.
  return `${head}(${declared}) { ${body} }${'\n'.repeat(whole.split('\n').length - 1)}`
}

/** The last word of `const char *path`, brackets apart. */
function nameOf(parameter: string): string | undefined {
  return /(\w+)(?:\s*\[[^\]]*\])*$/.exec(parameter)?.[1]
}
