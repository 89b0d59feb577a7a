import type { Element } from 'hast'
import type { ErrorSighting } from '../../evidence/index.ts'
import { element } from '../element.ts'
import { exampleId } from '../links/anchors.ts'

/** Make the line below an entry of ERRORS, with links to the examples that gave the error. */
export function makeSighting({ lead, examples, end }: ErrorSighting): Element {
  const links = examples.map((name) =>
    element('a', { href: `#${exampleId(name)}` }, element('code', {}, name)),
  )
  const joined = links.flatMap((link, index) => (index === 0 ? [link] : [', ', link]))
  return element('p', { className: ['seen'] }, lead, joined, end)
}
