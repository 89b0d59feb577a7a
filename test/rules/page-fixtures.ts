import type { RuleId } from '../../tools/message/index.ts'

/** Parts of a page; `text` is the content of DESCRIPTION. */
export interface PageFixture {
  readonly section?: string
  readonly phrase?: string
  readonly text?: string
  readonly synopsis?: string
  readonly library?: string
  readonly seeAlso?: string
}

type StyleRuleId = Extract<RuleId, `style-${string}`>

const c = (code: string): string => `\`\`\`c\n${code}\n\`\`\``
const errors = (...items: readonly string[]): string =>
  `Text.\n\n## ERRORS\n\n${items.map((item) => `- \`${item}\`: ${item.toLowerCase()} text`).join('\n')}`

const again = '```ts name=again\nawait open() //=> EAGAIN\n```\n\n'

/** For each rule of style: a page that breaks only this rule, and one that keeps it. */
export const pageFixtures: Readonly<
  Record<StyleRuleId, { readonly fires: PageFixture; readonly quiet: PageFixture }>
> = {
  'style-abbreviation': {
    fires: { text: 'A lease, i.e. a promise.' },
    quiet: { text: 'A lease (i.e., a promise, etc.).' },
  },
  'style-sentence-line': {
    fires: { text: 'One ends. Two begins.' },
    quiet: { text: 'One ends.\nTwo, of J. R. Author, begins.' },
  },
  'style-title': { fires: { phrase: 'Take a lease' }, quiet: { phrase: 'Linux file leases' } },
  'style-heading': {
    fires: { text: '### Taking A Lease\n\nText.' },
    quiet: { text: '### Taking a lease\n\nText.\n\n### `open` and close\n\nText.' },
  },
  'style-section': {
    fires: { section: '2const', text: 'Text.\n\n## OPTIONS\n\nText.' },
    quiet: {
      section: '2const',
      synopsis: c('int x(void);'),
      text: 'Text.\n\n## PARAMETERS\n\nText.',
    },
  },
  'style-library': {
    fires: { library: 'The C library' },
    quiet: { library: 'Standard C library (*libc*, *-lc*)' },
  },
  'style-standards': {
    fires: { text: 'Text.\n\n## STANDARDS\n\nPOSIX.1-2024' },
    quiet: { text: 'Text.\n\n## STANDARDS\n\nPOSIX.1-2024.' },
  },
  'style-synopsis': {
    fires: { section: '3', synopsis: c('int x(int first,\n    int second);') },
    quiet: { section: '3', synopsis: c('int x(int first,\n      int second);\nint y(void);') },
  },
  'style-return-value': {
    fires: { text: 'Text.\n\n## RETURN VALUE\n\nOn error, -1 is returned.' },
    quiet: {
      text: 'Text.\n\n## RETURN VALUE\n\nOn error, -1 is returned, and `errno` is set\nto indicate the error.',
    },
  },
  'style-errors': {
    fires: { text: errors('EAGAIN', 'other') },
    quiet: { text: `${errors('EAGAIN')}\n- \`EAGAIN\`: another condition` },
  },
  'style-errors-order': {
    fires: { text: errors('EINVAL', 'EAGAIN') },
    quiet: { text: errors('EACCES', 'EAGAIN', 'EINVAL') },
  },
  'style-errors-example': {
    fires: { text: `${again}${errors('EAGAIN')}\n- \`EAGAIN\`: another condition` },
    quiet: {
      text: `${again}${errors('EAGAIN')}\n- \`EAGAIN\`: [another](#example-again) condition`,
    },
  },
  'style-reference': {
    fires: { text: 'See **fcntl** (2), **x**(7), x(7).' },
    quiet: { text: 'See **fcntl**(2), and `F_UNLCK` (2), **x** itself.' },
  },
  'style-see-also': {
    fires: { seeAlso: '**open**(2),\n**fcntl**(2)' },
    quiet: { seeAlso: '**ls**(1),\n**fcntl**(2),\n**open**(2),\n**F_X**(2const),\n**y**(7)' },
  },
  'style-term': {
    fires: { text: 'On each file\nsystem, a command line option, 32bit.' },
    quiet: {
      text: 'On each filesystem; `file system` is code, **setuid**(2) a name.\nA command-line option, 32-bit, at the command line.',
    },
  },
  'style-spelling': {
    fires: { text: 'Behaviours that organise, analysed afterwards.' },
    quiet: { text: 'A behavior that organizes an organism, and forwards it; `behaviour` is code.' },
  },
  'style-constant': {
    fires: { text: 'It fails with EAGAIN, a SIGIO or F_SETLEASE.' },
    quiet: {
      text: 'It fails with `EAGAIN`, **SIGIO** or ERRORS; EXAMPLE.\n\n### The SIGIO signal\n\nText.',
    },
  },
  'style-dash': {
    fires: { text: 'A lease -- a promise — is kept.' },
    quiet: { text: 'A lease—a promise—is kept.\n\n- `x` -- what it is\n- `y` — another\n\nA - b.' },
  },
}
