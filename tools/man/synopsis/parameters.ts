import type { Root } from 'mdast'
import { toString as plainText } from 'mdast-util-to-string'
import { cNotes, cParameters, type Word } from './c-parameters.ts'

/** Words of prototypes that are not bold. */
export interface Roles {
  /** Names of parameters. */
  readonly parameters: readonly Word[]
  /** Comments. */
  readonly notes: readonly Word[]
}

// In TypeScript, the name of a parameter is the word before the colon.
const inTs = /(?<=\(|, |\.|^ +)([a-z_]\w*)(?=\??: )/gm
const notesInTs = /\/\*.*?\*\/|(?<=^|\s)\/\/[^\n]*/gms

const finders: Readonly<Record<string, (value: string) => Roles>> = {
  c: (value) => ({ parameters: cParameters(value), notes: cNotes(value) }),
  'd.ts': (value) => ({ parameters: found(value, inTs), notes: found(value, notesInTs) }),
}

/** Find the words of prototypes that are not bold; `undefined` for other languages. */
export function rolesIn(language: string, value: string): Roles | undefined {
  return Object.hasOwn(finders, language) ? finders[language]?.(value) : undefined
}

/** Names of the parameters in the SYNOPSIS of a page. */
export function parametersOf(tree: Root): Set<string> {
  const names = new Set<string>()
  let isSynopsis = false
  for (const node of tree.children) {
    if (node.type === 'heading' && node.depth === 2)
      isSynopsis = plainText(node).toUpperCase() === 'SYNOPSIS'
    if (!isSynopsis || node.type !== 'code') continue
    for (const { text } of rolesIn(node.lang ?? '', node.value)?.parameters ?? []) names.add(text)
  }
  return names
}

function found(value: string, pattern: RegExp): Word[] {
  return [...value.matchAll(pattern)].map(({ 0: text, index }) => ({ text, at: index }))
}
