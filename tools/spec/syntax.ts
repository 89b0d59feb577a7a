import { gfm } from 'micromark-extension-gfm'

/** What can begin where, as the tokenizer takes it. */
type Syntax = ReturnType<typeof gfm>
type Construct = Exclude<NonNullable<Syntax['text']>[string], readonly unknown[] | undefined>
type Constructs = NonNullable<Syntax['text']>

const whole = gfm({ singleTilde: false })
const withoutAddresses: Syntax = { ...whole, text: withoutNamed(whole.text ?? {}, 'emailAutolink') }

/**
 * Choose the syntax that a page needs.
 *
 * The tree is that of all of GitHub flavoured Markdown. What is left out could not match: the
 * extension begins an address of mail at every word and a table at every line, and gives each of
 * them up at the first character that is missing.
 *
 * @see micromark-extension-gfm-autolink-literal 2.1, `tokenizeEmailAutolink`;
 *   micromark-extension-gfm-table 2.1, `tokenizeTable`; measured: test/spec/parse-tree.test.ts
 */
export function syntaxFor(text: string): Syntax {
  const syntax = /[\w.+-]@[\w-]/.test(text) ? whole : withoutAddresses
  const lines = tableLines(text)
  const { flow = {} } = syntax
  return { ...syntax, flow: mapConstructs(flow, (construct) => onLines(construct, lines)) }
}

/**
 * Lines (1-based) that may belong to a table: the one before a delimiter row, that row, and
 * everything up to the next blank line.
 */
function tableLines(text: string): ReadonlySet<number> {
  const found = new Set<number>()
  let isBelow = false
  for (const [index, line] of text.split(/\r\n|\r|\n/).entries()) {
    if (/^[\s>|:-]*-[\s>|:-]*$/.test(line)) {
      // The row with the names of the columns stands above.
      found.add(index)
      isBelow = true
    } else if (line.trim() === '') isBelow = false
    if (isBelow) found.add(index + 1)
  }
  return found
}

function onLines(construct: Construct, lines: ReadonlySet<number>): Construct {
  return {
    ...construct,
    tokenize(effects, ok, nok) {
      const start = construct.tokenize.call(this, effects, ok, nok)
      return (code) => (lines.has(this.now().line) ? start(code) : nok(code))
    },
  }
}

function withoutNamed(constructs: Constructs, name: string): Constructs {
  const kept = Object.entries(constructs).map(([code, list]) => [
    code,
    [list ?? []].flat().filter((construct) => construct.name !== name),
  ])
  return Object.fromEntries(kept)
}

function mapConstructs(
  constructs: Constructs,
  change: (construct: Construct) => Construct,
): Constructs {
  const changed = Object.entries(constructs).map(([code, list]) => [
    code,
    [list ?? []].flat().map(change),
  ])
  return Object.fromEntries(changed)
}
