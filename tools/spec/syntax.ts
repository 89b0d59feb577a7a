import { parse } from 'micromark'
import { frontmatter } from 'micromark-extension-frontmatter'
import { gfm } from 'micromark-extension-gfm'
import type { ParseContext } from 'micromark-util-types'

/** What can begin where, as the tokenizer takes it. */
type Syntax = ReturnType<typeof gfm>
type Construct = Exclude<NonNullable<Syntax['text']>[string], readonly unknown[] | undefined>
type Constructs = NonNullable<Syntax['text']>

const frontMatter = frontmatter(['yaml'])
const whole = gfm({ singleTilde: false })

/** Constructs that begin inside of text, and what a page has where one of them can match. */
const signs: Readonly<Record<string, RegExp>> = {
  emailAutolink: /[\w.+-]@[\w-]/,
  protocolAutolink: /https?:\/\//i,
  wwwAutolink: /www\./i,
}

/** Parsers by the names of what they leave out: putting one together takes as long as a paragraph. */
const parsers = new Map<string, ParseContext>()
/** Lines of the page that each of them reads where a table may be. */
const linesOf = new WeakMap<ParseContext, ReadonlySet<number>>()

/**
 * Get a parser with the syntax that a page needs, ready to read it.
 *
 * The tree is that of all of GitHub flavoured Markdown. What is left out could not match: the
 * extension begins an address at every word with its first letter and a table at every line, and
 * gives each of them up at the first character that is missing.
 *
 * @see micromark-extension-gfm-autolink-literal 2.1, `tokenizeEmailAutolink`;
 *   micromark-extension-gfm-table 2.1, `tokenizeTable`; measured: test/spec/parse-tree.test.ts
 */
export function parserFor(text: string): ParseContext {
  const idle = Object.keys(signs).filter((name) => !signs[name]?.test(text))
  const key = idle.join(' ')
  const parser = parsers.get(key) ?? parse({ extensions: [frontMatter, syntaxWithout(idle)] })
  parsers.set(key, parser)
  linesOf.set(parser, tableLines(text))
  // What they know of the page before.
  return Object.assign(parser, { defined: [], lazy: {}, gfmFootnotes: undefined })
}

function syntaxWithout(idle: readonly string[]): Syntax {
  const { flow = {}, text: inText = {} } = whole
  return {
    ...whole,
    flow: mapConstructs(flow, onTableLines),
    text: idle.length === 0 ? inText : withoutNamed(inText, idle),
  }
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
    } else if (/^[ \t]*$/.test(line)) isBelow = false
    if (isBelow) found.add(index + 1)
  }
  return found
}

function onTableLines(construct: Construct): Construct {
  return {
    ...construct,
    tokenize(effects, ok, nok) {
      const start = construct.tokenize.call(this, effects, ok, nok)
      return (code) => (linesOf.get(this.parser)?.has(this.now().line) ? start(code) : nok(code))
    },
  }
}

function withoutNamed(constructs: Constructs, names: readonly string[]): Constructs {
  const kept = Object.entries(constructs).map(([code, list]) => [
    code,
    [list ?? []].flat().filter(({ name }) => !names.includes(name ?? '')),
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
