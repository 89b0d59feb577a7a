// One page model in the syntax of each compared program. A syntax has printers for `head(page)`,
// `heading(text, depth)`, each inline kind and each block kind; `printPage` does the rest.
import { pageModel } from './page-model.mjs'

const markdown = {
  extension: 'md',
  head: ({ name, section, title }) => `# ${name}(${section}) -- ${title}\n\n`,
  heading: (text, depth) => `${'#'.repeat(depth)} ${text}\n\n`,
  code: (text) => `\`${text}\``,
  strong: (text) => `**${text}**`,
  emphasis: (text) => `*${text}*`,
  reference: (text, section) => `**${text}**(${section})`,
  link: (text, url) => `[${text}](${url})`,
  item: (text, depth) => `${'  '.repeat(depth)}- ${text}\n`,
  codeBlock: (lines) => `\`\`\`text\n${lines.join('\n')}\n\`\`\`\n\n`,
  table: ([head, ...rows]) =>
    [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |\n`).join(''),
}

/** If the title is in front matter, sections are first-level headings. */
const titled = { ...markdown, heading: (text, depth) => markdown.heading(text, depth - 1) }

const scdoc = {
  extension: 'scd',
  head: ({ name, section, title }) => `${name}(${section})\n\n# NAME\n\n${name} - ${title}\n\n`,
  heading: (text, depth) => `${'#'.repeat(depth - 1)} ${text}\n\n`,
  code: (text) => `*${text.replaceAll('_', '\\_')}*`,
  strong: (text) => `*${text.replaceAll('_', '\\_')}*`,
  emphasis: (text) => `_${text}_`,
  reference: (text, section) => `*${text}*(${section})`,
  link: (text, url) => `${text} <${url.replaceAll('_', '\\_')}>`,
  item: (text, depth) => `${'\t'.repeat(depth)}- ${text}\n`,
  codeBlock: (lines) => `\`\`\`\n${lines.join('\n')}\n\`\`\`\n\n`,
  table: (rows) => rows.map((cells, index) => scdocRow(cells, index === 0 ? '[' : '|')).join(''),
}

function scdocRow([first, ...others], start) {
  const cells = [`${start === '[' ? '[[' : '| '} ${first.replaceAll('_', '\\_')}\n`]
  return [...cells, ...others.map((cell) => `:${start === '[' ? '[' : ' '} ${cell}\n`)].join('')
}

const asciidoctor = {
  extension: 'adoc',
  head: ({ name, section, title }) =>
    `= ${name}(${section})\n:doctype: manpage\n\n== NAME\n\n${name} - ${title}\n\n`,
  heading: (text, depth) => `${'='.repeat(depth)} ${text}\n\n`,
  code: (text) => `\`${text}\``,
  strong: (text) => `*${text}*`,
  emphasis: (text) => `_${text}_`,
  reference: (text, section) => `*${text}*(${section})`,
  link: (text, url) => `${url}[${text}]`,
  item: (text, depth) => `${'*'.repeat(depth + 1)} ${text}\n`,
  codeBlock: (lines) => `----\n${lines.join('\n')}\n----\n\n`,
  table: ([head, ...rows]) =>
    `|===\n|${head.join(' |')}\n\n${rows.map((cells) => `|${cells.join(' |')}\n`).join('')}|===\n`,
}

const docutils = {
  extension: 'rst',
  head: ({ name, section, title }) =>
    `${over(name, '=')}${over(title, '-')}:Manual section: ${section}\n\n`,
  heading: (text, depth) => `${text}\n${(depth === 2 ? '=' : '~').repeat(text.length)}\n\n`,
  code: (text) => `\`\`${text}\`\``,
  strong: (text) => `**${text}**`,
  emphasis: (text) => `*${text}*`,
  reference: (text, section) => `**${text}**\\ (${section})`,
  link: (text, url) => `\`${text} <${url}>\`__`,
  item: (text, depth) => `${'  '.repeat(depth)}- ${text}\n`,
  apart: '\n',
  codeBlock: (lines) => `::\n\n${lines.map((line) => `  ${line}\n`).join('')}\n`,
  table: (rows) => `.. list-table::\n   :header-rows: 1\n\n${rows.map(docutilsRow).join('')}`,
}

function docutilsRow([first, ...others]) {
  return `   * - ${first}\n${others.map((cell) => `     - ${cell}\n`).join('')}`
}

function over(text, sign) {
  const line = sign.repeat(text.length)
  return `${line}\n${text}\n${line}\n\n`
}

/** Syntax by name. */
export const syntaxes = {
  manproof: {
    ...markdown,
    head: (page) => `---\ndate: ${page.date}\n---\n\n${markdown.head(page)}`,
  },
  markdown,
  lowdown: { ...titled, head: (page) => `${fields(page)}\n${nameSection(page)}` },
  pandoc: { ...titled, head: (page) => `---\n${fields(page)}---\n\n${nameSection(page)}` },
  scdoc,
  asciidoctor,
  docutils,
}

function fields({ name, section, date }) {
  return `title: ${name}\nsection: ${section}\ndate: ${date}\n`
}

function nameSection({ name, title }) {
  return `# NAME\n\n${name} - ${title}\n\n`
}

/** The `index`th page: `{file, text}` in the syntax. */
export function printPage(index, syntax) {
  const page = pageModel(index, (block) => printBlock(block, markdown).length)
  const sections = page.sections.map(
    ({ title, blocks }) =>
      syntax.heading(title, 2) + blocks.map((block) => printBlock(block, syntax)).join(''),
  )
  return {
    file: `${page.name}.${page.section}.${syntax.extension}`,
    text: `${(syntax.head(page) + sections.join('')).trimEnd()}\n`,
  }
}

function printBlock(block, syntax) {
  if (block.kind === 'heading') return syntax.heading(block.text, 3)
  if (block.kind === 'code') return syntax.codeBlock(block.lines)
  if (block.kind === 'table') return `${syntax.table(block.rows)}\n`
  if (block.kind === 'list') return `${printList(block, syntax, 0)}\n`
  return `${block.sentences.map((each) => printSentence(each, syntax)).join('\n')}\n\n`
}

function printList({ items }, syntax, depth) {
  const { apart = '' } = syntax
  return items
    .map(({ sentence, inner }) => {
      const item = syntax.item(printSentence(sentence, syntax), depth)
      return inner ? `${item}${apart}${printList(inner, syntax, depth + 1)}${apart}` : item
    })
    .join('')
}

function printSentence(sentence, syntax) {
  const parts = sentence.map(({ kind, text, url, section }) =>
    kind === 'plain' ? text : syntax[kind](text, url ?? section),
  )
  const isList = sentence.every(({ kind }) => kind === 'reference')
  return isList ? parts.join(', ') : `${parts.join(' ')}.`
}
