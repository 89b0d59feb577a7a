import { type CToken, cTokens } from './c-tokens.ts'

/** Qualifiers and storage classes. */
const qualifiers = new Set(
  'const volatile restrict register _Nullable _Nonnull _Null_unspecified __restrict'.split(' '),
)
const tags = new Set(['struct', 'union', 'enum'])
const basic = new Set(
  'void char short int long float double signed unsigned bool _Bool _Complex va_list'.split(' '),
)

/** A word and its offset. */
export interface Word {
  readonly text: string
  readonly at: number
}

/**
 * Find the names of parameters in C declarations, in the order of the text.
 *
 * These include parameters of a function pointer that is a parameter, those in a comment after
 * `...`, and sizes such as `[.count]`, but not constants in place of an argument (`F_SETLEASE`).
 *
 * @see man-pages(7), 6.03, "Formatting conventions (SYNOPSIS)"; pages of that release
 */
export function cParameters(value: string): Word[] {
  const found = declared(cTokens(value), false).map((word) => [word.at, word] as const)
  return [...new Map(found).values()].sort((a, b) => a.at - b.at)
}

/** Find comments that do not describe a parameter. */
export function cNotes(value: string): Word[] {
  const tokens = cTokens(value)
  return tokens.filter(({ kind }, index) => kind === 'comment' && tokens[index - 1]?.text !== '...')
}

/** Names in a declaration; with `isNested`, in that of a parameter, whose own name counts. */
function declared(tokens: readonly CToken[], isNested: boolean): Word[] {
  const names: Word[] = []
  for (let index = 0; index < tokens.length; index += 1) {
    if (tokens[index]?.text !== '(') continue
    const inner = insideOf(tokens, index)
    const isPointer = /^[*^]$/.test(inner[0]?.text ?? '')
    names.push(...(isPointer ? pointer(inner, isNested) : parameters(inner)))
    index += inner.length
  }
  return names
}

/** Names in the parentheses of a pointer to a function. */
function pointer(tokens: readonly CToken[], isNested: boolean): Word[] {
  const word = tokens.find(({ kind, text }) => kind === 'word' && !qualifiers.has(text))
  return [...(isNested && word ? [word] : []), ...declared(tokens, isNested)]
}

function parameters(tokens: readonly CToken[]): Word[] {
  const parts = partsOf(tokens)
  const found = parts.map((part) => {
    const nested = declared(part, true)
    return nested.length > 0 || part.some(({ text }) => text === '(') ? nested : nameOf(part)
  })
  // In C, either all parameters have names, or none: next to one with a name, a lone word is a
  // name.
  const isNamed = found.some((names) => names.length > 0)
  const lone = parts.map((part, index) =>
    isNamed && found[index]?.length === 0 ? loneName(part) : [],
  )
  return [...found.flat(), ...lone.flat(), ...parts.flatMap(sizesIn), ...describedIn(tokens)]
}

/** The name after a type. */
function nameOf(part: readonly CToken[]): Word[] {
  const words = untilSize(part)
  const name = words.at(-1)
  // Other signs make it an expression: `F_LAYOUT | F_EXCLUSIVE`.
  if (words.some(({ kind, text }) => kind !== 'word' && text !== '*')) return []
  if (name?.kind !== 'word' || isOfType(name.text)) return []
  const before = words.slice(0, -1).filter(({ text }) => !qualifiers.has(text))
  const last = before.at(-1)
  return last === undefined || tags.has(last.text) ? [] : [name]
}

function loneName(part: readonly CToken[]): Word[] {
  const [word, ...more] = untilSize(part)
  const isName = word && more.length === 0 && /^[a-z]\w*$/.test(word.text)
  return isName && !isOfType(word.text) && !word.text.endsWith('_t') ? [word] : []
}

function isOfType(word: string): boolean {
  return qualifiers.has(word) || tags.has(word) || basic.has(word)
}

/** Parameters described after `...`: `... /* mode_t mode *\/`. */
function describedIn(tokens: readonly CToken[]): Word[] {
  return tokens.flatMap(({ kind, text, at }, index) => {
    if (kind !== 'comment' || tokens[index - 1]?.text !== '...') return []
    const inside = text.replace(/^\/[*/]|\*\/$/g, '  ')
    const inner = cTokens(inside).map((token) => ({ ...token, at: at + token.at }))
    const [word, ...more] = inner
    const names = more.length === 0 && word ? loneName([word]) : parameters(inner)
    // A sentence is not a list of parameters.
    return /^[\w\s*,[\].()]*$/.test(inside) ? names : []
  })
}

/** `count` of `[.count]`. */
function sizesIn(part: readonly CToken[]): Word[] {
  return part.filter(({ kind }, index) => kind === 'word' && part[index - 1]?.text === '.')
}

function untilSize(part: readonly CToken[]): CToken[] {
  const shown = part.filter(({ kind }) => kind !== 'comment')
  const end = shown.findIndex(({ text }) => text === '[')
  return end < 0 ? shown : shown.slice(0, end)
}

/** Parts between commas outside parentheses and brackets. */
function partsOf(tokens: readonly CToken[]): CToken[][] {
  const parts: CToken[][] = [[]]
  let depth = 0
  for (const token of tokens) {
    if (/^[([{]$/.test(token.text)) depth += 1
    if (/^[)\]}]$/.test(token.text)) depth -= 1
    if (token.text === ',' && depth === 0) parts.push([])
    else parts.at(-1)?.push(token)
  }
  return parts
}

/** Tokens between the parenthesis at `open` and its end. */
function insideOf(tokens: readonly CToken[], open: number): CToken[] {
  let depth = 0
  for (let index = open; index < tokens.length; index += 1) {
    if (tokens[index]?.text === '(') depth += 1
    if (tokens[index]?.text === ')') depth -= 1
    if (depth === 0) return tokens.slice(open + 1, index)
  }
  return tokens.slice(open + 1)
}
