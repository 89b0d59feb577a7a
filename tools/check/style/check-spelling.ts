import { report } from '../../message/index.ts'
import type { Page } from '../../page/index.ts'
import { eachNode } from '../../page/index.ts'
import { placeInNode } from './place-in-node.ts'

/** American spelling of British words, without words with other meanings, such as `forwards`. */
const words: Readonly<Record<string, string>> = {
  acknowledgment: 'acknowledgement',
  afterwards: 'afterward',
  amongst: 'among',
  artefact: 'artifact',
  backwards: 'backward',
  behaviour: 'behavior',
  cancelled: 'canceled',
  cancelling: 'canceling',
  centre: 'center',
  colour: 'color',
  coloured: 'colored',
  defence: 'defense',
  downwards: 'downward',
  favour: 'favor',
  fibre: 'fiber',
  flavour: 'flavor',
  fulfil: 'fulfill',
  grey: 'gray',
  honour: 'honor',
  honoured: 'honored',
  labelled: 'labeled',
  labelling: 'labeling',
  licence: 'license',
  modelled: 'modeled',
  modelling: 'modeling',
  neighbour: 'neighbor',
  neighbouring: 'neighboring',
  programme: 'program',
  signalled: 'signaled',
  signalling: 'signaling',
  towards: 'toward',
  upwards: 'upward',
  whilst: 'while',
}

/** Verbs with `z` in American English, without their endings. */
const verbs =
  'author|capital|categor|character|critic|custom|emphas|final|general|initial|local|maxim|memor|minim|modern|normal|optim|organ|priorit|random|real|recogn|serial|special|stabil|standard|summar|symbol|synchron|token|util|visual'

const pattern = new RegExp(
  String.raw`(?<![\w/.-])(?:(${Object.keys(words).join('|')})(s?)|((?:de|re|un)?-?(?:${verbs})i)s(e[sdr]?|ers|ing|ations?)|(anal|paral)ys(e[sdr]?|ing))(?![\w(/-])`,
  'gi',
)

/**
 * Warn about British spelling.
 *
 * @see man-pages(7), 6.20, "Spelling"
 */
export function checkSpelling(page: Page): void {
  eachNode(page.tree, (node) => {
    if (node.type !== 'text') return
    for (const match of node.value.matchAll(pattern)) {
      const place = placeInNode(page, node, match.index, match[0].length)
      const reason = `Unexpected \`${match[0]}\`, expected \`${american(match)}\``
      report(page.file, 'style-spelling', reason, place)
    }
  })
}

function american([
  ,
  word,
  plural = '',
  verb,
  end = '',
  stem,
  rest = '',
]: RegExpMatchArray): string {
  if (word !== undefined) {
    const right = words[word.toLowerCase()] ?? ''
    return `${/^[A-Z]/.test(word) ? right.replace(/^./, (sign) => sign.toUpperCase()) : right}${plural}`
  }
  return verb === undefined ? `${stem}yz${rest}` : `${verb}z${end}`
}
