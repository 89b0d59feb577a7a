import fc from 'fast-check'

/** Words that roff, tbl or Markdown might run, split, swap or swallow. */
const traps = [
  ...['.so', '.ig', '.', '...', '.TH', '.SH', '.TE', '.TS', '.x', '.\\"', '..', '.}'],
  ...["'br", "'", "'so", "it's", '\\', '\\\\', '\\fB', '\\fR', '\\n(.g', '\\"', '\\c', '\\&'],
  ...['\\*(.T', '\\e', '\\u', '"', '""', '-', '--', '--x', '-1', 'a-b', 'A-b', '%', '\\%'],
  ...['T{', 'T}', '_', '=', '@', '|', '^', '\\^', '\\_', '~', '~~', '`', '#', '&', '&amp;'],
  ...['<', '>', '*', '**', '[', ']', '[x]', '!', '$', '{', '}', '(', ')', ':', ';', '+', '1.'],
  ...['EAGAIN', 'F_LAYOUT', 'end.', 'e.g.', 'Next', 'No?', 'fcntl(2)', 'F_X(2const)', '0x7f'],
  ...['/usr/share/man/man7', 'https://example.org/x', 'a@b.org', 'https://example.org/(y)'],
]

/** Text outside ASCII: accents apart and composed, right to left, wide, invisible, unassigned. */
const foreign = [
  ...[
    'é',
    'e\u0301',
    'q\u0301\u0323',
    '\u0301',
    'ﬁ',
    'ß',
    'İ',
    'ǆ',
    'ᾳ',
    'ΟΔΟΣ',
    '—',
    '–',
    '“q”',
    '‘q’',
    '…',
  ],
  ...['שלום', '\u05b0\u05b1', '\u200fאב', '\u202eab', 'عربى', '\u0644\u0627', 'नि', 'ก็', '한글'],
  ...['中文', '😀', '👩\u200d💻', '\u200b', '\u00ad', '\ufeff', '\u2028', '\u00a0', '\u2010'],
  ...['\u2212', '\u0085', '\u009b', '\ufffd', '\uffff', '\u{10ffff}', '\ue001', '\ue080'],
  ...['\ue081', '\ue082', '\ue090', '\0', '\u0007', '\u001b[1m', '\u007f', '\u000b', '\u000c'],
]

const long = fc.oneof(
  fc.constantFrom('x'.repeat(4000), '.y'.repeat(2000), '\\'.repeat(500), 'a_b/'.repeat(30)),
  fc.constantFrom('word '.repeat(800).trim(), "'a -b ".repeat(666).trim()),
)

/** A word, mostly. */
export const anyWord: fc.Arbitrary<string> = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom(...traps) },
  { weight: 5, arbitrary: fc.constantFrom(...foreign) },
  { weight: 4, arbitrary: fc.stringMatching(/^[ -~]{1,12}$/) },
  // Rendered boxes of tables are recognized by their lines.
  {
    weight: 1,
    arbitrary: fc
      .string({ unit: 'binary', minLength: 1, maxLength: 6 })
      .map((value) => value.replace(/\p{Cs}|[\u2500-\u257f]/gu, '') || 'x'),
  },
)

/** A run of words, mostly short. */
export const anyWords: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 60,
    arbitrary: fc
      .array(anyWord, { minLength: 1, maxLength: 6 })
      .chain((words) => fc.constantFrom(' ', ' ', ' ', '\t', '').map((blank) => words.join(blank))),
  },
  { weight: 1, arbitrary: long },
)

/** Lines of code, some empty, some indented. */
export const anyCode: fc.Arbitrary<string> = fc
  .array(
    fc
      .tuple(fc.constantFrom('', '', ' ', '    ', '\t', 'a\t'), fc.oneof(anyWords, fc.constant('')))
      .map(([indent, line]) => indent + line.replace(/[\n\r]/g, '')),
    { minLength: 0, maxLength: 5 },
  )
  .map((lines) => lines.join('\n'))

/** Blocks of HTML, which are printed as they are, and comments, which are not. */
export const anyHtml: fc.Arbitrary<string> = fc.oneof(
  anyWord.map((word) => `<div>\n${word}\n</div>`),
  anyWord.map((word) => `<details><summary>.so ${word}</summary></details>`),
  fc.constantFrom('<!-- c -->', '<!--\n.so\n-->', "<img src='x.png' alt=\"a 'b\">", '<hr/>'),
)
