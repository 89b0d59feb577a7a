import type { Root } from 'mdast'
import { toString as plainText } from 'mdast-util-to-string'

// A parameter's name is the word before a comma, a bracket or the closing parenthesis.
const inC = /(?<=[\s*])([a-z_]\w*)(?=(?:\[[^\]]*\])*(?:,|\)))/g
// There it is the word before the colon.
const inTs = /(?<=\(|, |\.|^ +)([a-z_]\w*)(?=\??: )/gm

/** Pattern of the names of parameters in prototypes, by the language of their fence. */
export const parameterPatterns: Readonly<Record<string, RegExp>> = { c: inC, 'd.ts': inTs }

/** Names of the parameters of a page's SYNOPSIS. */
export function parametersOf(tree: Root): Set<string> {
  const names = new Set<string>()
  let isSynopsis = false
  for (const node of tree.children) {
    if (node.type === 'heading' && node.depth === 2)
      isSynopsis = plainText(node).toUpperCase() === 'SYNOPSIS'
    if (!isSynopsis || node.type !== 'code') continue
    const pattern = parameterPatterns[node.lang ?? '']
    for (const [name] of pattern ? node.value.matchAll(pattern) : []) names.add(name)
  }
  return names
}
