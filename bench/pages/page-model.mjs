// Manual pages as data, from a seed: each printer of `syntaxes.mjs` prints the same document.
// A page has blocks `{kind: 'text', sentences}`, `{kind: 'list', items: [{sentence, inner}]}`,
// `{kind: 'code', lines}` and `{kind: 'table', rows}` (the first row is the head). A sentence is a
// list of `{kind, text}`, kinds `plain`, `code`, `strong`, `emphasis`, `reference` (with `section`)
// and `link` (with `url`).

const nouns = `lease layout block extent mapping holder breaker inode range device record journal
folder index reader writer counter signal timer window buffer queue thread monitor ledger`.split(
  /\s+/,
)
const verbs =
  `takes gives keeps breaks waits-for counts moves names reads refuses frees marks`.split(' ')
const symbols = `F_SETLEASE F_GETLEASE F_RDLCK F_WRLCK F_UNLCK O_DIRECT O_SYNC MAP_SYNC EAGAIN EBUSY
EINVAL ENOSPC ETXTBSY SIGIO`.split(/\s+/)
const manuals = [
  ['fcntl', '2'],
  ['mmap', '2'],
  ['open', '2'],
  ['signal', '7'],
  ['inode', '7'],
  ['xfs', '5'],
]
const titles = [
  'RETURN VALUE',
  'ERRORS',
  'VERSIONS',
  'STANDARDS',
  'HISTORY',
  'NOTES',
  'CAVEATS',
  'BUGS',
]

/** Bytes of Markdown at which a page is full; with the last block, the mean is 8 KiB. */
const usualSize = 7100

/**
 * The `index`th page, the same in every run.
 *
 * @param measure Printed length of a block; blocks are added until the page is full.
 */
export function pageModel(index, measure, size = usualSize) {
  const dice = diceOf(index)
  const sections = ['SYNOPSIS', 'DESCRIPTION', ...titles.filter(() => dice.below(4) > 0)].map(
    (title) => ({ title, blocks: [] }),
  )
  sections[0].blocks.push(codeBlock(dice))
  let length = 0
  for (let at = 1; length < size; at += 1) {
    const section = sections[1 + ((at - 1) % (sections.length - 1))]
    const block = anyBlock(dice)
    section.blocks.push(
      ...(dice.below(8) === 0 ? [{ kind: 'heading', text: dice.words(3) }] : []),
      block,
    )
    length += measure(block)
  }
  const filled = sections.filter(({ blocks }) => blocks.length > 0)
  const neighbour = pageName(Math.max(0, index - 1))
  const references = [[neighbour, '7'], ...manuals.filter(() => dice.below(2) === 0)]
  const sentence = references.map(([text, section]) => ({ kind: 'reference', text, section }))
  filled.push({ title: 'SEE ALSO', blocks: [{ kind: 'text', sentences: [sentence] }] })
  return {
    name: pageName(index),
    section: '7',
    title: dice.words(5),
    date: '2026-11-01',
    sections: filled,
  }
}

/** Name of the `index`th page, in section 7. */
export function pageName(index) {
  return `${nouns[index % nouns.length]}-${nouns[(index * 7 + 3) % nouns.length]}-${index}`
}

function anyBlock(dice) {
  const kind = dice.below(20)
  if (kind < 10) return { kind: 'text', sentences: dice.some(2, 5, () => anySentence(dice)) }
  if (kind < 14) return anyList(dice, 2)
  return kind < 17 ? codeBlock(dice) : tableBlock(dice)
}

function anyList(dice, depth) {
  const item = () => ({
    sentence: anySentence(dice),
    inner: depth > 0 && dice.below(10) < 3 ? anyList(dice, depth - 1) : undefined,
  })
  return { kind: 'list', items: dice.some(2, 5, item) }
}

function codeBlock(dice) {
  const line = (index) =>
    index % 4 === 3
      ? `// ${dice.words(4)}`
      : `const ${dice.of(nouns)}${index} = await ${dice.of(nouns)}.set(${dice.of(symbols)}, ${dice.below(4096)})`
  return { kind: 'code', lines: dice.some(4, 12, line) }
}

function tableBlock(dice) {
  const row = (index) => [
    dice.of(symbols),
    `0x${(1 << index).toString(16)}`,
    dice.words(2 + dice.below(4)),
  ]
  return { kind: 'table', rows: [['Flag', 'Value', 'Meaning'], ...dice.some(3, 7, row)] }
}

function anySentence(dice) {
  const opening = `The ${dice.of(nouns)} ${dice.of(verbs).replace('-', ' ')} the`
  return [{ kind: 'plain', text: opening }, ...dice.some(2, 4, () => anyPhrase(dice))]
}

function anyPhrase(dice) {
  const kind = dice.below(50)
  if (kind < 11) return { kind: 'code', text: dice.of(symbols) }
  if (kind < 17) return { kind: 'strong', text: dice.of(symbols) }
  if (kind < 22) return { kind: 'emphasis', text: dice.of(nouns) }
  if (kind < 26) {
    const [text, section] = dice.of(manuals)
    return { kind: 'reference', text, section }
  }
  if (kind < 28) {
    const url = `https://docs.example.org/${dice.of(nouns)}/${dice.of(nouns)}-${dice.below(99)}.html`
    return { kind: 'link', text: dice.words(2), url }
  }
  return { kind: 'plain', text: dice.words(2 + dice.below(5)) }
}

/** Random numbers from a seed. @see Tommy Ettinger, mulberry32 (public domain) */
function diceOf(seed) {
  let state = seed * 0x9e3779b9
  const below = (limit) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit
  }
  const of = (list) => list[below(list.length)]
  const some = (least, most, make) =>
    Array.from({ length: least + below(most - least + 1) }, (_, index) => make(index))
  return {
    below,
    of,
    some,
    words: (count) => Array.from({ length: count }, () => of(nouns)).join(' '),
  }
}
