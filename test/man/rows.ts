/** What a reader must see of one defect of remark-man 9.0.0, in mandoc and in groff alike. */
export interface Row {
  readonly row: number
  /** Whole page, where the header is at stake; default: the fixture of that number. */
  readonly input?: string
  readonly path?: string
  readonly options?: Readonly<Record<string, unknown>>
  /** In this order; blanks count as one, but for a line's indent where a text starts with `^`. */
  readonly shows: readonly string[]
  readonly hides?: readonly string[]
}

const dated = { date: '2026-01-01' }

/** By number. */
export const rows: readonly Row[] = [
  { row: 1, shows: ['.dotted first word', '.and a dot, then .x and .y', '.item one', '...'] },
  { row: 2, shows: ["'twas a lease.", "'quoted' x", "it's 'q'"] },
  { row: 3, shows: ['./configure', '.l_type = 1,', '...', "'c';", '\\fBnot bold\\fR \\n(.g \\"'] },
  { row: 4, shows: ['.so /etc/hostname', '.ig', '.de x', 'The page goes on.'] },
  { row: 5, shows: ['.ig', 'The rest of the page stays.'] },
  { row: 6, shows: ['^0 • a', '^3 • b', '^6 • c', '^3 • d', '^0 • e', '^0 After the list.'] },
  { row: 7, shows: ['^0 • a', '^3 second paragraph', '^3 .code in an item', '^3 after the table'] },
  { row: 8, shows: ['^0 • a', '^3 code in a', '^3 more of a', '^0 • b'] },
  { row: 9, shows: ['quote', 'heading', '(1) x', 'code'] },
  { row: 10, shows: ['ERRORS — B [C]', 'THE command OF ~/.config', 'Say "hello" there'] },
  { row: 11, shows: ['A — B [C]', 'Text.'] },
  { row: 12, shows: ['THE command LINE'] },
  { row: 13, shows: ['~/.config FILE'] },
  { row: 14, shows: ['SAY "HELLO" THERE'] },
  { row: 15, shows: ['SEE open(2)', 'Text.', 'https://example.org/u'] },
  { row: 16, input: '# foo, bar(2) -- x', options: dated, shows: ['NAME foo, bar - x'] },
  {
    row: 17,
    input: '# foo(2)\n\n## NAME\n\nfoo - x\n\n## BUGS\n\nNone.',
    options: dated,
    shows: ['NAME foo - x', 'BUGS'],
    hides: ['foo - x NAME', 'DESCRIPTION'],
  },
  {
    row: 18,
    input: '# Leases and the F_X(2const) command\n\nText.',
    path: 'leases.7.md',
    options: dated,
    shows: ['leases(7)', 'leases - Leases and the F_X(2const) command'],
  },
  { row: 19, input: 'Text.', path: 'F_X.2const.md', options: dated, shows: ['F_X(2const)'] },
  { row: 20, input: '# F_x(2) -- y', options: dated, shows: ['F_x(2)'], hides: ['F_X'] },
  { row: 21, input: '# x(2) -- y', options: { sourceDateEpoch: 86_400 }, shows: ['1970-01-02'] },
  { row: 22, input: '# x(2) -- y', options: dated, shows: ['2026-01-01'] },
  { row: 23, input: '# x(2) -- y', options: { date: 0 }, shows: ['1970-01-01'] },
  { row: 24, shows: ['--no-lease and a-b, user-space, -x', 'a minus -1', '`tick`'] },
  { row: 25, shows: ["~/x ^ 'q' and ~/x ^ 'q', a ` b.", "~/x ^ 'q' `b`"] },
  {
    row: 26,
    shows: ['bold co\\de [x]', 'A page (see fcntl(2)), fcntl(2), a section'],
    hides: ['\\f'],
  },
  { row: 27, shows: ['https://example.org/a[1]-b_c~d', 'https://example.org/a-b'] },
  {
    row: 28,
    shows: ['https://example.org/documentation/index.html', 'https://documentation.example'],
  },
  { row: 29, shows: ['(see fcntl(2))', 'y, z (see ERRORS)'], hides: ['.md'] },
  { row: 30, shows: ['.x', 'me@example.org and a@b', 'T{', 'a | b', 'F_LAYOUT', 'After.'] },
  { row: 31, shows: ['a', 'b', 'c', '1', '2', '3'] },
  { row: 32, shows: ['io_uring_register_buffers', '.dot'] },
  { row: 33, shows: ['.x', "'q", 'T{', 'T}', '_', '='] },
  { row: 34, shows: ['a', 'b', '1', '2'], hides: ['.TS', 'tab('] },
  { row: 35, shows: ['a b'] },
  { row: 36, shows: ['<div>text</div>', 'x<sub>2</sub>'] },
  { row: 37, shows: ['A[1].', '[1]', 'Its note.'] },
  { row: 38, shows: ['~~not~~ valid'] },
  { row: 39, shows: ['• [x] done', '• [ ] open'] },
  { row: 41, shows: ['EAGAIN another holder has it.', 'EINVAL not a lease.', 'More about it.'] },
  { row: 42, shows: ['THIRD', 'Fourth', 'Text four.', 'Fifth', 'Text five.'] },
  { row: 43, shows: ['^4 one', '^4 two'] },
  { row: 44, shows: ['ERRORS', 'First.', 'Subsection', 'Second.'] },
  { row: 45, shows: ['^0 Before.', '^0 • one', '^0 • two', '^0 After.', '^4 quoted', '^0 End.'] },
  { row: 46, shows: ['One sentence ends here.', 'Is it? No...'] },
  { row: 47, shows: ['F_LONG_IDENTIFIER_OF_KERNEL', 'FOLL_LONGTERM_AND_MORE'] },
  { row: 48, shows: ['One line. Another line.', 'code', 'more'] },
  { row: 49, shows: ['(99) a', '(100) b', '(101) c'] },
  {
    row: 50,
    input: '---\ntitle: foo\nsection: 1\ndescription: a foo\ndate: 2026-01-01\n---\n\nText.',
    shows: ['foo(1)', 'foo - a foo', 'Text.', '2026-01-01'],
    hides: ['title'],
  },
  { row: 51, shows: ['é', '☐ 中', '“q” ‘q’ – — → ≥ × °'] },
  { row: 52, shows: ['Above.', '* * *', 'Quoted text.', 'Below.'] },
]
