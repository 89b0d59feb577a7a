import type { RuleId } from '../../tools/message/index.ts'

/** Pages by path. */
export type Pages = Readonly<Record<string, string>>

interface PageParts {
  /** Front matter. */
  readonly head?: string
  readonly title?: string
  /** Below the title. */
  readonly sections?: string
}

/** Write a page that keeps all rules, but for the given parts. */
function page({ head = 'date: 2026-11-22', title, sections }: PageParts = {}): string {
  return `---\n${head}\n---\n\n${title ?? '# x(7) -- a page'}\n\n${sections ?? sectionsOf('Text.')}`
}

function sectionsOf(description: string, more = ''): string {
  return `## DESCRIPTION\n\n${description}\n\n${more}## SEE ALSO\n\n**fcntl**(2)\n`
}

const only = (text: string): Pages => ({ 'docs/x.7.md': text })
const headed = (head: string): Pages => only(page({ head }))
const titled = (title: string): Pages => only(page({ title }))
const body = (text: string): Pages => only(page({ sections: sectionsOf(text) }))
const sections = (more: string): Pages => only(page({ sections: sectionsOf('Text.', more) }))
const fence = (code: string, info = 'ts'): string => `\`\`\`${info}\n${code}\n\`\`\``
const code = (text: string): Pages => body(fence(text))
const labels = (text: string): Pages => body(fence('open()', `ts ${text}`))
const lines = (count: number): string => Array.from({ length: count }, () => 'open()').join('\n')

const sound = only(page())
const other = page({ title: '# y(7) -- a page' })

/** Rules that reading, checking or compiling a page reports. */
type TextRuleId =
  | Extract<
      RuleId,
      `${'page' | 'front' | 'title' | 'section' | 'quoted' | 'expectation'}-${string}`
    >
  | Exclude<
      Extract<RuleId, `example-${string}`>,
      `example-${'failed' | 'timeout' | 'exit' | 'rejection' | 'builtin'}`
    >
  | 'front-matter'
  | 'content-before-title'
  | 'heading-depth'
  | 'text-lost'
  | 'reference-undefined'
  | 'link-broken'
  | 'cross-reference-broken'
  | 'code-line-too-long'
  | 'syntax'

/** Files that examples can quote. */
export const quoted: Readonly<Record<string, string>> = {
  'examples/x.ts': '// #region part\nopen()\n// #endregion\n',
}

/** For each of these rules: pages that break only this rule, and pages that keep it. */
export const textFixtures: Readonly<
  Record<TextRuleId, { readonly fires: Pages; readonly quiet: Pages }>
> = {
  'page-name': { fires: { 'docs/x.md': page() }, quiet: sound },
  'page-duplicate': {
    fires: { 'docs/x.7.md': page(), 'more/x.7.md': page() },
    quiet: { 'docs/x.7.md': page(), 'docs/y.7.md': other },
  },
  'front-matter': { fires: only(page().replace(/^---.*?---\n\n/s, '')), quiet: sound },
  'front-matter-key': {
    fires: headed('date: 2026-11-22\nmaunal: Of x'),
    quiet: headed('date: 2026-11-22\nmanual: Of x'),
  },
  'front-matter-value': { fires: headed('date: 2026-02-30'), quiet: headed('date: 2028-02-29') },
  'title-missing': { fires: only(page().replace('# x(7) -- a page\n\n', '')), quiet: sound },
  'title-form': { fires: titled('# x(7)'), quiet: titled('# x(7), z(7) -- a page') },
  'title-name': { fires: titled('# z(7) -- a page'), quiet: titled('# x(7), z(7) -- a page') },
  'title-repeated': {
    fires: body('Text.\n\n# y(7) -- again\n\n- # In an item\n\n> # In a quote'),
    quiet: body('Text.\n\n### Again\n\nText.'),
  },
  'content-before-title': {
    fires: titled('Text.\n\n# x(7) -- a page'),
    quiet: titled('# x(7) -- a page'),
  },
  'section-missing': {
    fires: only(page({ sections: '## NOTES\n\nText.\n\n## SEE ALSO\n\n**fcntl**(2)\n' })),
    quiet: sections('## NOTES\n\nText.\n\n'),
  },
  'section-name': {
    fires: sections('## NOTSE\n\nText.\n\n'),
    quiet: sections('## NOTES\n\nText.\n\n'),
  },
  'section-order': {
    fires: sections('## BUGS\n\nText.\n\n## NOTES\n\nText.\n\n'),
    quiet: sections('## NOTES\n\nText.\n\n## BUGS\n\nText.\n\n'),
  },
  'section-duplicate': {
    fires: sections('## NOTES\n\nText.\n\n## NOTES\n\nText.\n\n'),
    quiet: sections('## NOTES\n\nText.\n\n### Notes\n\nText.\n\n'),
  },
  'section-empty': { fires: sections('## NOTES\n\n'), quiet: sections('## NOTES\n\n- item\n\n') },
  'heading-depth': {
    fires: body('Text.\n\n#### Deep\n\nText.\n\n> - ##### Deeper'),
    quiet: body('Text.\n\n### High\n\nText.\n\n#### Deep\n\nText.'),
  },
  'text-lost': {
    fires: body('A note.[^1]\n\n[^1]: The note.\n\n| a |\n| - |\n| b | c |'),
    quiet: body('A note (the note).\n\n| a | b |\n| - | - |\n| c |'),
  },
  'reference-undefined': {
    fires: body('See [there][nowhere].'),
    quiet: body('See [there][a].\n\n[a]: https://example.org'),
  },
  'link-broken': {
    fires: body('See [there](y.7.md).'),
    quiet: { ...body('See [there](y.7.md#DESCRIPTION).'), 'docs/y.7.md': other },
  },
  'cross-reference-broken': {
    fires: body('See **x**(3).'),
    quiet: { ...body('See **y**(7).'), 'docs/y.7.md': other },
  },
  'example-label': { fires: labels('nmae=a'), quiet: labels('name=a') },
  'example-label-value': { fires: labels('fs=ext5'), quiet: labels('fs=ext4') },
  'example-name-duplicate': {
    fires: body(`${fence('a()', 'ts name=a')}\n\n${fence('b()', 'ts name=a')}`),
    quiet: body(`${fence('a()', 'ts name=a')}\n\n${fence('b()', 'ts name=b')}`),
  },
  'example-empty': { fires: body('```ts\n```'), quiet: code('open()') },
  'example-unclosed': {
    fires: only(page({ sections: `${sectionsOf('Text.')}\n\`\`\`ts\nopen()\n` })),
    quiet: only(page({ sections: `${sectionsOf('Text.')}\n${fence('open()')}\n` })),
  },
  'example-indented': {
    fires: body('Text.\n\n    ```ts\n    open()\n    ```'),
    quiet: body('Text.\n\n   ```ts\n   open()\n   ```'),
  },
  'example-cut': {
    fires: code('a()\n//---cut---\nopen()'),
    quiet: code('a()\n// ---cut---\nopen()'),
  },
  'example-language': {
    fires: body(fence('open()', 'typescript')),
    quiet: body(fence('open()', 'sh')),
  },
  'example-long': { fires: code(lines(26)), quiet: code(lines(25)) },
  'code-line-too-long': {
    fires: code(`open('${'x'.repeat(70)}')`),
    quiet: code(`open('${'x'.repeat(50)}')`),
  },
  'quoted-file': {
    fires: labels('file=examples/y.ts'),
    quiet: labels('file=examples/x.ts#part'),
  },
  'quoted-text': {
    fires: body(fence('close()', 'ts file=examples/x.ts#part')),
    quiet: labels('file=examples/x.ts#part'),
  },
  syntax: { fires: code('const a = = 1'), quiet: code('const a = 1') },
  'expectation-expression': { fires: code('//=> ok'), quiet: code('open() //=> ok') },
  'expectation-nested': {
    fires: code('const f = () => {\n  open() //=> ok\n}'),
    quiet: code('const f = async () => {\n  await open() //=> ok\n}'),
  },
  'expectation-outcome': { fires: code('open() //=> EINVL'), quiet: code('open() //=> EINVAL') },
  'expectation-selector': {
    fires: code('open() //=> 0 | lunix: 1'),
    quiet: code('open() //=> 0 | linux: 1'),
  },
  'expectation-selector-duplicate': {
    fires: code('open() //=> 0 | rfc: 1 | rfc: 2'),
    quiet: code('open() //=> 0 | rfc: 1 | rfc-v2: 2'),
  },
}
