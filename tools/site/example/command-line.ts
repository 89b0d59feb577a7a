import type { ElementContent } from 'hast'
import { commandWords } from '../../page/index.ts'
import { element } from '../element.ts'

/** A line of a command's synopsis: what is typed bold, what is replaced in italics. */
export function makeCommandLine(line: string): ElementContent[] {
  return commandWords(line).map(({ role, value }) => {
    if (role === 'sign') return { type: 'text', value }
    return element(role === 'literal' ? 'b' : 'var', {}, value)
  })
}
