/** Text that a reader must see despite a defect of remark-man 9.0.0, in both mandoc and groff. */
export interface Row {
  /** Name of a fixture, unless there is an input. */
  readonly name: string
  /** Whole page, if the defect is in the header. */
  readonly input?: string
  readonly path?: string
  readonly options?: Readonly<Record<string, unknown>>
  /** Texts in order, with single blanks; after `^`, with the indent of the line. */
  readonly shows: readonly string[]
  readonly hides?: readonly string[]
}

const dated = { date: '2026-01-01' }

export const rows: readonly Row[] = [
  {
    name: 'leading-dot',
    shows: ['.dotted first word', '.and a dot, then .x and .y', '.item one', '...'],
  },
  { name: 'leading-apostrophe', shows: ["'twas a lease.", "'quoted' x", "it's 'q'"] },
  {
    name: 'code-with-control-characters',
    shows: ['./configure', '.l_type = 1,', '...', "'c';", '\\fBnot bold\\fR \\n(.g \\"'],
  },
  { name: 'code-with-requests', shows: ['.so /etc/hostname', '.ig', '.de x', 'The page goes on.'] },
  { name: 'code-that-ignores', shows: ['.ig', 'The rest of the page stays.'] },
  {
    name: 'nested-lists',
    shows: ['^0 • a', '^3 • b', '^6 • c', '^3 • d', '^0 • e', '^0 After the list.'],
  },
  {
    name: 'blocks-in-items',
    shows: ['^0 • a', '^3 second paragraph', '^3 .code in an item', '^3 after the table'],
  },
  { name: 'code-in-items', shows: ['^0 • a', '^3 code in a', '^3 more of a', '^0 • b'] },
  { name: 'items-that-start-with-blocks', shows: ['quote', 'heading', '(1) x', 'code'] },
  { name: 'headings', shows: ['ERRORS — B [C]', 'THE command OF ~/.config', 'Say "hello" there'] },
  { name: 'heading-with-a-dash', shows: ['A — B [C]', 'Text.'] },
  { name: 'heading-with-code', shows: ['THE command LINE'] },
  { name: 'heading-with-a-path', shows: ['~/.config FILE'] },
  { name: 'heading-with-quotes', shows: ['SAY "HELLO" THERE'] },
  { name: 'heading-with-a-link', shows: ['SEE open(2)', 'Text.', 'https://example.org/u'] },
  {
    name: 'several names in a title',
    input: '# foo, bar(2) -- x',
    options: dated,
    shows: ['NAME foo, bar - x'],
  },
  {
    name: 'a NAME section below a title',
    input: '# foo(2)\n\n## NAME\n\nfoo - x\n\n## BUGS\n\nNone.',
    options: dated,
    shows: ['NAME foo - x', 'BUGS'],
    hides: ['foo - x NAME', 'DESCRIPTION'],
  },
  {
    name: 'a title in words',
    input: '# Leases and the F_X(2const) command\n\nText.',
    path: 'leases.7.md',
    options: dated,
    shows: ['leases(7)', 'leases - Leases and the F_X(2const) command'],
  },
  {
    name: 'no title',
    input: 'Text.',
    path: 'F_X.2const.md',
    options: dated,
    shows: ['F_X(2const)'],
  },
  {
    name: 'a small letter in a name',
    input: '# F_x(2) -- y',
    options: dated,
    shows: ['F_x(2)'],
    hides: ['F_X'],
  },
  {
    name: 'the date of a build',
    input: '# x(2) -- y',
    options: { sourceDateEpoch: 86_400 },
    shows: ['1970-01-02'],
  },
  { name: 'a date', input: '# x(2) -- y', options: dated, shows: ['2026-01-01'] },
  { name: 'the first day', input: '# x(2) -- y', options: { date: 0 }, shows: ['1970-01-01'] },
  {
    name: 'hyphens-and-accents',
    shows: ['--no-lease and a-b, user-space, -x', 'a minus -1', '`tick`'],
  },
  { name: 'accents-in-code', shows: ["~/x ^ 'q' and ~/x ^ 'q', a ` b.", "~/x ^ 'q' `b`"] },
  {
    name: 'links',
    shows: ['bold co\\de [x]', 'A page (see fcntl(2)), fcntl(2), a section'],
    hides: ['\\f'],
  },
  {
    name: 'addresses-with-signs',
    shows: ['https://example.org/a[1]-b_c~d', 'https://example.org/a-b'],
  },
  {
    name: 'address-at-the-margin',
    shows: ['https://example.org/documentation/index.html', 'https://documentation.example'],
  },
  { name: 'links-inside', shows: ['(see fcntl(2))', 'y, z (see ERRORS)'], hides: ['.md'] },
  { name: 'tables', shows: ['.x', 'me@example.org and a@b', 'T{', 'a | b', 'F_LAYOUT', 'After.'] },
  { name: 'short-rows', shows: ['a', 'b', 'c', '1', '2', '3'] },
  { name: 'table-too-wide', shows: ['io_uring_register_buffers', '.dot'] },
  { name: 'cells-that-tbl-reads', shows: ['.x', "'q", 'T{', 'T}', '_', '='] },
  { name: 'table-hint', shows: ['a', 'b', '1', '2'], hides: ['.TS', 'tab('] },
  { name: 'html-breaks-and-notes', shows: ['a b'] },
  { name: 'raw-html', shows: ['<div>text</div>', 'x<sub>2</sub>'] },
  { name: 'footnotes', shows: ['A[1].', '[1]', 'Its note.'] },
  { name: 'struck-out', shows: ['~~not~~ valid'] },
  { name: 'tasks', shows: ['• [x] done', '• [ ] open'] },
  {
    name: 'definitions',
    shows: ['EAGAIN another holder has it.', 'EINVAL not a lease.', 'More about it.'],
  },
  { name: 'deep-headings', shows: ['THIRD', 'Fourth', 'Text four.', 'Fifth', 'Text five.'] },
  { name: 'code-in-monospace', shows: ['^4 one', '^4 two'] },
  { name: 'paragraphs-below-headings', shows: ['ERRORS', 'First.', 'Subsection', 'Second.'] },
  {
    name: 'spaces-around-lists',
    shows: ['^0 Before.', '^0 • one', '^0 • two', '^0 After.', '^4 quoted', '^0 End.'],
  },
  { name: 'sentences', shows: ['One sentence ends here.', 'Is it? No...'] },
  { name: 'identifiers', shows: ['F_LONG_IDENTIFIER_OF_KERNEL', 'FOLL_LONGTERM_AND_MORE'] },
  { name: 'line-ends', shows: ['One line. Another line.', 'code', 'more'] },
  { name: 'long-labels', shows: ['(99) a', '(100) b', '(101) c'] },
  {
    name: 'front matter',
    input: '---\ntitle: foo\nsection: 1\ndescription: a foo\ndate: 2026-01-01\n---\n\nText.',
    shows: ['foo(1)', 'foo - a foo', 'Text.', '2026-01-01'],
    hides: ['title'],
  },
  { name: 'characters', shows: ['é', '☐ 中', '“q” ‘q’ – — → ≥ × °'] },
  { name: 'rule-and-quote', shows: ['Above.', '* * *', 'Quoted text.', 'Below.'] },
]
