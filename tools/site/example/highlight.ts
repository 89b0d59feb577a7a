import type { ElementContent } from 'hast'
import type { HighlighterCore } from 'shiki/core'
import { element } from '../element.ts'

/** Turns code into lines of coloured spans; the text of line n is that of the code's line n. */
export type Highlight = (code: string, language: string) => readonly ElementContent[][]

const theme = 'manproof'
const prefix = '--'
const languages: Readonly<Record<string, string>> = {
  ts: 'typescript',
  typescript: 'typescript',
  'd.ts': 'typescript',
  js: 'typescript',
  javascript: 'typescript',
  c: 'c',
  sh: 'shellscript',
  bash: 'shellscript',
  shell: 'shellscript',
  json: 'json',
  jsonl: 'json',
  diff: 'diff',
}

let opening: Promise<HighlighterCore> | undefined

/**
 * Open the highlighter; there is one a process, since each costs a third of a second.
 *
 * Colours are class names: one style sheet gives them a light and a dark value of good contrast,
 * and a page carries no inline style.
 */
export async function openHighlight(): Promise<Highlight> {
  opening ??= openHighlighter()
  const highlighter = await opening
  return (code, language) => {
    const lang = languages[language]
    if (lang === undefined) return code.split('\n').map((line) => [{ type: 'text', value: line }])
    // A limit of time, half a second by default, would make the bytes depend on the machine's load.
    const options = { lang, theme, tokenizeTimeLimit: 0 }
    return highlighter.codeToTokensBase(code, options).map(toSpans)
  }
}

async function openHighlighter(): Promise<HighlighterCore> {
  const { createCssVariablesTheme, createHighlighterCore } = await import('shiki/core')
  const { createJavaScriptRegexEngine } = await import('shiki/engine/javascript')
  return createHighlighterCore({
    themes: [createCssVariablesTheme({ name: theme, variablePrefix: prefix })],
    langs: [
      import('shiki/langs/typescript.mjs'),
      import('shiki/langs/c.mjs'),
      import('shiki/langs/shellscript.mjs'),
      import('shiki/langs/json.mjs'),
      import('shiki/langs/diff.mjs'),
    ],
    engine: createJavaScriptRegexEngine(),
  })
}

function toSpans(line: readonly { content: string; color?: string }[]): ElementContent[] {
  const parts: { className: string; text: string }[] = []
  for (const { content, color = '' } of line) {
    const className = readClass(content, color)
    const last = parts.at(-1)
    if (last?.className === className) last.text += content
    else parts.push({ className, text: content })
  }
  return parts.map(({ className, text }) =>
    className === ''
      ? { type: 'text', value: text }
      : element('span', { className: [className] }, text),
  )
}

/** Classes by token of the theme, short since a page has thousands; the rest has the text colour. */
const classes: Readonly<Record<string, string>> = {
  keyword: 'k',
  string: 's',
  'string-expression': 's',
  constant: 'c',
  function: 'f',
  comment: 'm',
  inserted: 'i',
  deleted: 'd',
  changed: 'g',
}

/** What the grammar calls a constant is mostly a variable; kernel names and numbers stand out. */
function readClass(content: string, color: string): string {
  const token = /^var\(--token-([a-z-]+)\)$/.exec(color)?.[1] ?? ''
  if (token === 'keyword' && !/\w/.test(content)) return ''
  if (token === 'constant' && !/^(?:[A-Z][A-Z0-9_]+|[\d.][\w.]*|true|false|null)$/.test(content))
    return ''
  return classes[token] ?? ''
}
