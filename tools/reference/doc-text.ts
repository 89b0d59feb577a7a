import type { Nodes } from 'mdast'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { referenceName, referenceSection } from '../words/index.ts'
import type { DocPart } from './doc-comment.ts'

/** Unsupported content of a docstring, and its place. */
export interface DocFault {
  readonly line: number
  readonly column: number
  readonly reason: string
}

/** Nodes that fit into any part of a page. */
const allowed: ReadonlySet<Nodes['type']> = new Set([
  ...(['root', 'paragraph', 'list', 'listItem', 'code', 'text'] as const),
  ...(['inlineCode', 'emphasis', 'strong', 'link'] as const),
])

const parser = unified().use(remarkParse).freeze()

/** Find content of a docstring that would change the page around it, or be lost there. */
export function faultsIn(part: DocPart): readonly DocFault[] {
  const faults: DocFault[] = []
  const tree = parser.parse(part.text)
  const visit = (node: Nodes): void => {
    const { line = 1, column = 1 } = node.position?.start ?? {}
    const at = { line: part.line + line - 1, column: part.column + column - 1 }
    const lines = part.text.split('\n')
    if (!allowed.has(node.type)) {
      const reason = `Unexpected ${node.type} in a docstring, expected text, lists and fences`
      faults.push({ ...at, reason })
    } else if (node.type === 'code' && isOpen(lines, node)) {
      faults.push({ ...at, reason: 'Missing end of the fence' })
    }
    if ('children' in node) for (const child of node.children) visit(child)
  }
  visit(tree)
  return faults
}

function isOpen(lines: readonly string[], { position }: Nodes): boolean {
  const [mark] = /[`~]{3,}/.exec(lines[(position?.start.line ?? 1) - 1] ?? '') ?? []
  const last = lines[(position?.end.line ?? 1) - 1] ?? ''
  return mark !== undefined && (last.trim() !== mark || position?.start.line === position?.end.line)
}

/** Converts a name in `{@link NAME}` to a reference. */
export type LinkName = (name: string) => string

/** Convert a docstring to Markdown: one sentence per line, references in bold, links resolved. */
export function pageText(text: string, link: LinkName): string {
  const out: string[] = []
  let prose: string[] = []
  let fence = ''
  const flush = (): void => {
    if (prose.length > 0) out.push(sentences(prose.join('\n'), link))
    prose = []
  }
  for (const line of text.split('\n')) {
    const [mark = ''] = /^\s*(?:`{3,}|~{3,})/.exec(line) ?? []
    if (fence !== '' || mark !== '') {
      flush()
      out.push(line)
      fence = fence === '' ? mark.trim() : mark.trim().startsWith(fence) ? '' : fence
    } else if (line === '' || /^\s*(?:[-*+]|\d+[.)])\s/.test(line)) {
      flush()
      if (line === '') out.push('')
      else prose.push(line)
    } else prose.push(line)
  }
  flush()
  return out.join('\n')
}

const plainReference = new RegExp(
  String.raw`(?<![\w*.+:/-])(${referenceName})(\(${referenceSection}\))`,
  'g',
)

/** Break the lines of a paragraph or list item at sentences only. */
function sentences(text: string, link: LinkName): string {
  const indent = ' '.repeat(/^\s*(?:(?:[-*+]|\d+[.)])\s+)?/.exec(text)?.[0].length ?? 0)
  const lead = /^\s*/.exec(text)?.[0] ?? ''
  const joined = lead + text.trim().replace(/\s*\n\s*/g, ' ')
  const codes: string[] = []
  const keep = (code: string): string => `\uE000${codes.push(code) - 1}\uE001`
  const masked = joined.replace(/\{@link\s+([\w$.]+)\s*\}/g, (_, name: string) => link(name))
  return masked
    .replace(/(`+)(?!`).*?[^`]\1(?!`)/g, keep)
    .replace(plainReference, '**$1**$2')
    .replace(/(?<=[a-z\d)\uE001]{2}[.!?]|\uE001[.!?]) +(?=[A-Z\uE000[]|\*\*)/g, `\n${indent}`)
    .replace(/\uE000(\d+)\uE001/g, (_, at: string) => codes[Number(at)] ?? '')
}

/** Indent all lines but the first, as in a list item. */
export function indented(text: string, by = '  '): string {
  return text.replace(/\n(?=[^\n])/g, `\n${by}`)
}

/** Wrap code in as many backticks as it needs. */
export function inCode(code: string): string {
  const longest = Math.max(0, ...[...code.matchAll(/`+/g)].map(([run]) => run.length))
  const marks = '`'.repeat(longest + 1)
  return longest === 0 ? `\`${code}\`` : `${marks} ${code} ${marks}`
}

/** Wrap lines in a fence longer than any in them. */
export function inFence(code: string, info: string): string {
  const longest = Math.max(2, ...[...code.matchAll(/`+/g)].map(([run]) => run.length))
  const marks = '`'.repeat(longest + 1)
  return `${marks}${info}\n${code}\n${marks}`
}
