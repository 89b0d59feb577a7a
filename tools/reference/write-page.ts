import type { Node } from 'ts-morph'
import { referenceName, referenceSection } from '../words/index.ts'
import { allMembersOf, basesOf, type IsDescribed, isInlined } from './bases.ts'
import type { DocComment, DocTag } from './doc-comment.ts'
import { inCode, indented, inFence, type LinkName, pageText } from './doc-text.ts'
import type { ForeignTypes } from './foreign-types.ts'
import type { Documented, Export } from './read-exports.ts'
import type { ReferenceEntry } from './reference-entry.ts'
import { columnsInItem } from './signature.ts'
import { aliasOf, memberOf, shortMemberOf, synopsisOf } from './write-signature.ts'

/** Exports that a module shares with the module of another page. */
export interface Shared {
  readonly names: readonly string[]
  /** Exports described on the other page that this module lacks. */
  readonly lacking: readonly string[]
}

/** Content of a page. */
export interface PageParts {
  readonly entry: ReferenceEntry
  /** Section of the page: `3`. */
  readonly section: string
  readonly introduction?: DocComment
  /** Exports that the page describes. */
  readonly own: readonly Export[]
  /** Exports described on other pages, by page: `manproof-driver(3)`. */
  readonly others: ReadonlyMap<string, Shared>
  /** Types in signatures that the page does not describe. */
  readonly foreign: ForeignTypes
  readonly isDescribed: IsDescribed
  /** Pages of the same library: `manproof-sim(3)`. */
  readonly pages: readonly string[]
  readonly link: LinkName
}

/** Most names listed in a sentence. */
const fewNames = 8

/** Most columns of the tag of a list. */
const tagColumns = 66

/** Write the Markdown of a page, from its title on. */
export function writePage(parts: PageParts): string {
  const { entry, section } = parts
  const [first = ''] = parts.pages
  const names = [first, ...(entry.names ?? []).map((name) => `${name}(${section})`)]
  const sections = [
    ['SYNOPSIS', synopsis(parts)],
    ['DESCRIPTION', description(parts)],
    ['RETURN VALUE', tagged(parts, 'returns')],
    ['ERRORS', errors(parts)],
    ['NOTES', sources(parts)],
    ['EXAMPLES', examples(parts)],
    ['SEE ALSO', seeAlso(parts)],
  ].filter(([, text]) => text !== '')
  return [
    `# ${names.join(', ')} -- ${entry.title}`,
    ...sections.map(([title, text]) => `## ${title}\n\n${text}`),
    '',
  ]
    .join('\n\n')
    .replace(/\n+$/, '\n')
}

function synopsis({ entry, own }: PageParts): string {
  const shown = own.filter(({ kind }) => kind === 'function' || kind === 'value')
  const lines = shown.flatMap(({ name, node }) => synopsisOf(name, node))
  const head = `import { ... } from '${entry.from}'`
  return inFence([head, '', ...lines].join('\n').trimEnd(), 'd.ts')
}

function description(parts: PageParts): string {
  const { own, others, introduction, link } = parts
  const constants = own.filter(({ kind }) => kind === 'constant')
  const rest = own.filter(({ kind }) => kind !== 'constant')
  const callable = rest.filter(({ kind }) => kind === 'function' || kind === 'value')
  const types = rest.filter(({ kind }) => kind === 'type' || kind === 'class')
  const blocks = [
    introduction === undefined ? '' : pageText(introduction.text, link),
    ...[...others].map(([page, { names, lacking }]) => {
      const [list, without] = [names, lacking].map((each) => each.map(inCode).join(', '))
      if (names.length <= fewNames) return `It also exports ${list}; see ${bold(page)}.`
      const rest = lacking.length === 0 ? '' : `, except ${without}`
      return `It also has the exports of ${bold(page)}${rest}.`
    }),
    foreignText(parts.foreign),
    ...[...callable, ...types].map((item) => exportText(item, parts)),
    constants.length === 0
      ? ''
      : `### Constants\n\n${constants.map((item) => listItem(item.name, text(item, link))).join('\n')}`,
  ]
  return blocks.filter((block) => block !== '').join('\n\n')
}

function foreignText({ pages, packages }: ForeignTypes): string {
  const list = (names: readonly string[]): string => names.map(inCode).join(', ')
  const verb = (names: readonly string[]): string => (names.length === 1 ? 'is' : 'are')
  return [
    ...[...pages].map(([page, names]) => `${bold(page)} describes ${list(names)}.`),
    ...[...packages].map(
      ([name, names]) => `${list(names)} ${verb(names)} from the package ${inCode(name)}.`,
    ),
  ].join('\n')
}

function exportText(item: Export, { link, isDescribed }: PageParts): string {
  const alias = aliasOf(item.name, item.node)
  const parameters = (item.doc?.tags ?? []).filter(({ tag }) => tag === 'param')
  const members = allMembersOf(item.node, isDescribed)
  const blocks = [
    `### ${item.name}`,
    text(item, link),
    basesText(item.node, { link, isDescribed }),
    alias === undefined ? '' : inFence(alias, 'd.ts'),
    parameters.map((tag) => listItem(tag.name ?? '', pageText(tag.text, link))).join('\n'),
    members.map((member) => memberText(member, link)).join('\n'),
  ]
  return blocks.filter((block) => block !== '').join('\n\n')
}

/** Sentence about the bases that are not inlined. */
function basesText(
  node: Node,
  { link, isDescribed }: Pick<PageParts, 'link' | 'isDescribed'>,
): string {
  const bases = basesOf(node)
    .filter((base) => !isInlined(base, isDescribed))
    .map(({ text: written, name, declaration, without }) => {
      if (declaration === undefined || !isDescribed(declaration)) return inCode(written)
      const linked = pageText(`{@link ${name}}`, link)
      return without.length === 0 ? linked : `${linked}, except ${without.map(inCode).join(', ')}`
    })
  return bases.length === 0 ? '' : `It extends ${bases.join(' and ')}.`
}

function memberText(member: Documented, link: LinkName): string {
  const whole = memberOf(member.name, member.node)
  const fits = whole.length <= tagColumns && !whole.includes('\n')
  const tag = fits ? whole : shortMemberOf(member.name, member.node)
  const parts = [
    text(member, link),
    ...['param', 'returns', 'throws'].map((word) =>
      (member.doc?.tags ?? [])
        .filter((each) => each.tag === word)
        .map((each) => tagItem(each, whole, link))
        .join('\n'),
    ),
    fits ? '' : inFence(memberOf(member.name, member.node, columnsInItem), 'd.ts'),
  ]
  return listItem(tag, parts.filter((part) => part !== '').join('\n\n'))
}

/** A tag of a member, within its text; `whole` is its signature. */
function tagItem(tag: DocTag, whole: string, link: LinkName): string {
  if (tag.tag === 'returns') {
    const verb = /\):\s+Promise</.test(whole) ? 'resolves to' : 'returns'
    return `It ${verb} ${inSentence(pageText(tag.text, link))}`
  }
  return tag.tag === 'param'
    ? listItem(tag.name ?? '', pageText(tag.text, link))
    : thrownItem(tag, link)
}

/** Text inside a sentence, without a capital unless it starts with a name or a constant. */
function inSentence(value: string): string {
  return value.replace(/^[A-Z](?=[a-z]* |[a-z]+[,.;:])/, (letter) => letter.toLowerCase())
}

/** `@throws {SystemError} `EBADF`` as one tag. */
function thrownItem({ type = 'Error', text: said }: DocTag, link: LinkName): string {
  const [head, code] = /^`([\w=-]+)`\s+(?=[A-Z])/.exec(said) ?? ['']
  const rest = pageText(said.slice(head.length), link)
  return listItem(code === undefined ? type : `${type} ${code}`, rest)
}

function text({ doc }: Documented, link: LinkName): string {
  return pageText(doc?.text ?? '', link)
}

function listItem(tag: string, body: string): string {
  return `- ${inCode(tag)}: ${indented(body)}`
}

function tagged({ own, link }: PageParts, wanted: string): string {
  return own
    .flatMap(({ name, kind, doc }) =>
      (doc?.tags ?? [])
        .filter(({ tag }) => tag === wanted)
        .map((tag) => listItem(kind === 'function' ? `${name}()` : name, pageText(tag.text, link))),
    )
    .join('\n')
}

function errors({ own, link }: PageParts): string {
  return own
    .flatMap(({ name, doc }) => {
      const thrown = (doc?.tags ?? []).filter(({ tag }) => tag === 'throws')
      if (thrown.length === 0) return []
      const items = thrown.map((tag) => thrownItem(tag, link))
      return [`${inCode(`${name}()`)} throws\n\n${items.join('\n')}`]
    })
    .join('\n\n')
}

function sources(parts: PageParts): string {
  const items = allDocs(parts).flatMap(({ name, doc }) => {
    const seen = (doc?.tags ?? []).filter(({ tag }) => tag === 'see')
    return seen.length === 0
      ? []
      : [listItem(name, seen.map((tag) => `${pageText(tag.text, parts.link)}.`).join('\n'))]
  })
  return items.length === 0 ? '' : `Sources of the claims on this page:\n\n${items.join('\n')}`
}

function examples({ own, introduction, link }: PageParts): string {
  const all: readonly { name: string; doc?: DocComment }[] = [
    ...(introduction === undefined ? [] : [{ name: 'module', doc: introduction }]),
    ...own,
  ]
  return all
    .flatMap(({ name, doc }) => {
      const found = (doc?.tags ?? []).filter(({ tag }) => tag === 'example')
      return found.map((tag, index) =>
        named(pageText(tag.text, link), `${kebab(name)}${index === 0 ? '' : `-${index + 1}`}`),
      )
    })
    .join('\n\n')
}

/** Name the first fence of an example, unless it has a name. */
function named(body: string, name: string): string {
  return body.replace(/^(\s*`{3,}ts)\b(?!.*\bname=)/m, `$1 name=${name}`)
}

function kebab(name: string): string {
  return name
    .replace(/(?<=[a-z\d])(?=[A-Z])/g, '-')
    .toLowerCase()
    .replace(/[^a-z\d]+/g, '-')
}

const reference = new RegExp(String.raw`(?<![\w.+:/-])${referenceName}\(${referenceSection}\)`, 'g')

function seeAlso(parts: PageParts): string {
  const [own = ''] = parts.pages
  const mentioned = allDocs(parts)
    .flatMap(({ doc }) => (doc?.tags ?? []).filter(({ tag }) => tag === 'see'))
    .flatMap((tag) => [...tag.text.matchAll(reference)])
    .map(([reference]) => reference)
  const all = [...new Set([...mentioned, ...parts.pages])].filter((page) => page !== own)
  const key = (page: string): string => page.replace(/^(.*)\((.*)\)$/, '$2 $1')
  return all
    .sort((a, b) => (key(a) < key(b) ? -1 : 1))
    .map(bold)
    .join(',\n')
}

function allDocs({
  own,
  isDescribed,
}: PageParts): readonly { name: string; doc?: DocComment; node: Node }[] {
  return own.flatMap((item) => [item, ...allMembersOf(item.node, isDescribed)])
}

function bold(page: string): string {
  return page.replace(/^(.*)(\(.*\))$/, '**$1**$2')
}
