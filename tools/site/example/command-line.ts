import type { ElementContent } from 'hast'
import { commandWords } from '../../page/index.ts'
import { element } from '../element.ts'

/** Make a line of a command synopsis: literal words bold, replaceable ones italic. */
export function makeCommandLine(line: string): ElementContent[] {
  return commandWords(line).map(({ role, value }) => {
    if (role === 'sign') return { type: 'text', value }
    return element(role === 'literal' ? 'b' : 'var', {}, value)
  })
}
