import type { Level } from './level.ts'

/** A rule that messages refer to. */
export interface Rule {
  readonly level: Level
  /** One sentence for the list of rules in manproof(1). */
  readonly title: string
  /** Page and anchor that explain the rule: `manproof.1#example-label`. */
  readonly url: string
}

type Row = readonly [level: Level, title: string]

const rows = {
  // The page as a whole.
  'page-name': ['error', 'The filename of a page has its name and its section'],
  'project-file': [
    'error',
    'A page or an evidence file is a regular UTF-8 file in the project, of at most 16 MiB',
  ],
  'plugin-failed': [
    'error',
    'A plugin of the configuration returns a tree in time, and leaves the page and the process alone',
  ],
  'page-duplicate': ['error', 'No two pages of a section share a name'],
  'front-matter': ['error', 'A page starts with YAML front matter that parses'],
  'front-matter-key': ['error', 'Front matter has only known keys, each once'],
  'front-matter-value': ['error', 'Front matter values have the form that their key requires'],
  'title-missing': ['error', 'A page has a title `# NAME(SECTION) -- what it is`'],
  'title-form': ['error', 'The title has the form `# NAME(SECTION) -- what it is`'],
  'title-name': ['error', 'The title names the page as its filename does'],
  'title-repeated': ['error', 'A page has one `#` heading'],
  'content-before-title': ['error', 'Only front matter comes before the title'],
  'section-missing': ['error', 'A page has the sections that a manual page must have'],
  'section-name': ['error', 'Sections have the names of man-pages(7)'],
  'section-order': ['error', 'Sections have the order of man-pages(7)'],
  'section-duplicate': ['error', 'A section occurs once'],
  'section-empty': ['error', 'A section has content'],
  'heading-depth': ['error', 'Headings go one level deeper at a time, `####` at most'],
  'text-lost': ['error', 'A page has nothing that `man` or the site would lose'],
  'node-unknown': ['error', 'A page has only Markdown that manproof knows'],
  'reference-undefined': ['error', 'A reference link has a definition'],
  'link-broken': ['error', 'A link into the manual leads to an existing page or heading'],
  'cross-reference-broken': [
    'error',
    'A reference such as `name(7)` to the manual leads to an existing page',
  ],
  // Examples.
  'example-label': ['error', 'An example has only known labels'],
  'example-label-value': ['error', 'A label of an example has a known value'],
  'example-name-duplicate': ['error', 'Examples of a page have different names'],
  'example-empty': ['error', 'An example has code'],
  'example-unclosed': ['error', 'The fence of an example is closed'],
  'example-indented': ['error', 'A fence is not indented so far that it becomes plain text'],
  'example-cut': ['error', 'An example has at most one line `// ---cut---`, above code'],
  'example-language': ['warning', 'A fence that looks like an example is tagged `ts`'],
  'example-long': ['warning', 'An example in a page has at most 25 lines'],
  'code-line-too-long': ['warning', 'A line of code fits a terminal of 80 columns'],
  'quoted-file': [
    'error',
    'A quoted file is a regular UTF-8 file in the project, not hidden, of at most 16 MiB, and has the quoted region',
  ],
  'quoted-text': ['error', 'A quoted example equals the region that it quotes'],
  syntax: ['error', 'An example parses as TypeScript'],
  'expectation-expression': ['error', 'A `//=>` comment follows an expression on its line'],
  'expectation-nested': ['error', 'A `//=>` comment is about a call that the harness can await'],
  'expectation-outcome': ['error', 'A `//=>` comment states outcomes that manproof knows'],
  'expectation-selector': ['error', 'A selector of a `//=>` comment matches a target'],
  'expectation-selector-duplicate': ['error', 'A selector occurs once in a `//=>` comment'],
  'type-error': [
    'error',
    'An example type-checks; the rule id is the error number of the compiler',
  ],
  'c-error': ['error', 'A fence in C compiles against the headers of this machine'],
  'type-error-expected': ['error', 'An error that `// @errors:` announces occurs'],
  // Style.
  'style-abbreviation': [
    'warning',
    'Latin abbreviations are in parentheses, two of them with a comma after them',
  ],
  'style-sentence-line': ['warning', 'Each sentence starts on a line of its own'],
  'style-title': ['warning', 'The words after `--` are a phrase, not a sentence'],
  'style-heading': ['warning', 'Section titles are in capitals, subsection titles are not'],
  'style-section': [
    'warning',
    'A page has the sections that are usual in its part of the manual, and no others',
  ],
  'style-library': ['warning', 'LIBRARY names a library and how to link it: `Name (libx, -lx)`'],
  'style-standards': ['warning', 'STANDARDS ends in a full stop'],
  'style-synopsis': ['warning', 'A SYNOPSIS in sections 2 and 3 is a block of prototypes'],
  'style-return-value': ['warning', 'RETURN VALUE says that `errno` is set if it mentions -1'],
  'style-errors': ['warning', 'ERRORS has one entry for each condition, tagged by its error'],
  'style-errors-order': ['warning', 'ERRORS is in alphabetical order'],
  'style-errors-example': [
    'warning',
    'If ERRORS has several entries for one error, each links to its examples',
  ],
  'style-reference': [
    'warning',
    'A reference has no blank between name and section, and leads to another page',
  ],
  'style-see-also': ['warning', 'SEE ALSO is sorted by section and name, with commas between'],
  'style-term': ['warning', 'Terms are spelled as man-pages(7) prefers'],
  'style-spelling': ['warning', 'Words have their American spelling'],
  'style-constant': ['warning', 'Constants are code, and thus printed bold'],
  'style-dash': ['warning', 'A dash is an em dash, without blanks around it'],
  // The library.
  'reference-docstring': [
    'error',
    'Everything that a page of the library describes has a complete docstring',
  ],
  'reference-link': [
    'error',
    'A name in a docstring, a signature or `reference` is an export of the library',
  ],
  // The compiled page.
  'roff-hint': ['error', 'The first line requests tbl if there is a table, and only then'],
  'roff-title': ['error', 'The title line has name, section, ISO date, version and manual'],
  'roff-name': ['error', 'NAME is the first section, and lexgrog can read it'],
  'roff-ascii': ['error', 'A compiled page is ASCII'],
  'roff-blank': ['error', 'No line is empty, ends in a blank, or has a tab or carriage return'],
  'roff-length': ['error', 'A line that can be broken is not longer than 80 bytes'],
  'roff-escape': ['error', 'Escape sequences print a character, set a font, or prevent a break'],
  'roff-sign': ['error', 'Characters that roff would print as others are written by name'],
  'roff-guard': ['error', 'Text that starts like a control line is guarded'],
  'roff-request': ['error', 'Requests and macros are those that man pages use'],
  'roff-quote': ['error', 'Quotes only delimit arguments'],
  'roff-reference': ['error', 'A reference is a bold name followed by a section in parentheses'],
  'roff-hyphen': ['error', 'Identifiers are protected from hyphenation'],
  'roff-code': ['error', 'Code is in a closed block, indented at top level only'],
  'roff-list': ['error', 'Items have tags, and nested blocks are balanced'],
  'roff-paragraph': ['error', 'No paragraph is empty or starts twice'],
  'roff-table': ['error', 'Tables are closed, and each row has a cell for each column'],
  'roff-link': ['error', 'Links have an address, a text and an end'],
  // Running.
  'outcome-mismatch': ['error', 'A call does what its `//=>` comment says'],
  'outcome-missing': ['error', 'A call with a `//=>` comment is reached'],
  'example-failed': ['error', 'A line without a `//=>` comment succeeds'],
  'example-timeout': ['error', 'An example ends in time'],
  'example-exit': ['error', 'An example does not end its process'],
  'example-rejection': ['error', 'An example leaves no unhandled rejection'],
  'example-builtin': ['error', 'An example leaves built-ins unchanged'],
  // Evidence and output.
  'evidence-syntax': ['error', 'An evidence file has the form that manproof writes'],
  'evidence-missing': ['error', 'An example has recorded outcomes'],
  'evidence-edited': ['error', 'An evidence file is as `manproof test --record` wrote it'],
  'evidence-stale': [
    'error',
    'Recorded outcomes belong to the current text of an example of the page',
  ],
  'evidence-different': ['error', 'An example does what was recorded'],
  'evidence-refused': [
    'error',
    'Recorded outcomes are those that the page states for their targets',
  ],
  'error-unlisted': ['error', 'ERRORS lists every error that an example of the page gave'],
  'error-unseen': ['error', 'An example that ERRORS links to must produce the error'],
  'man-text-lost': ['error', 'Every word of a page is in the compiled manual page'],
  'text-replaced': ['warning', 'Markdown from elsewhere is UTF-8 without NUL'],
  'output-stale': ['error', 'Committed output matches what the page compiles to'],
} as const

/** Id of a rule, as printed in brackets. */
export type RuleId = keyof typeof rows

/** Rule ids of the compiler: `ts2339`. */
export type CompilerRuleId = `ts${number}`

/**
 * Every rule: its level, its title, and where manproof(1) explains it.
 *
 * @see manproof(1), ERRORS: each id has an anchor there
 */
export const rules: Readonly<Record<RuleId, Rule>> = Object.fromEntries(
  Object.entries<Row>(rows).map(([id, [level, title]]) => [
    id,
    { level, title, url: `manproof.1#${id}` },
  ]),
) as Record<RuleId, Rule>

/**
 * Look up a rule.
 *
 * @param ruleId
 *   Id from the table, or `ts` and an error number of the compiler.
 * @returns
 *   Rule; `type-error` for error numbers.
 */
export function ruleFor(ruleId: RuleId | CompilerRuleId): Rule {
  return ruleId in rules ? rules[ruleId as RuleId] : rules['type-error']
}
