import type { ElementContent } from 'hast'
import type { HighlighterCore } from 'shiki/core'
import { element } from '../element.ts'

/** Converts code to lines of colored spans, one for each line of the code. */
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
 * Open the highlighter, once per process, since it takes a third of a second.
 *
 * Colors are class names: the style sheet gives them a light and a dark value with good contrast,
 * and pages have no inline styles.
 */
export async function openHighlight(): Promise<Highlight> {
  opening ??= openHighlighter()
  const highlighter = await opening
  return (code, language) => {
    const lang = languages[language]
    if (lang === undefined) return code.split('\n').map((line) => [{ type: 'text', value: line }])
    // A time limit, half a second by default, would make the output depend on the load of the
    // machine.
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

/** Classes by token of the theme, short since a page has thousands; other tokens have none. */
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

/** Class of a token; most constants of the grammar are variables, except kernel names and numbers. */
function readClass(content: string, color: string): string {
  const token = /^var\(--token-([a-z-]+)\)$/.exec(color)?.[1] ?? ''
  if (token === 'keyword' && !/\w/.test(content)) return ''
  if (token === 'constant' && !/^(?:[A-Z][A-Z0-9_]+|[\d.][\w.]*|true|false|null)$/.test(content))
    return ''
  return classes[token] ?? ''
}
