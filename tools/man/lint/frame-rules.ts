import { pageSection } from '../../words/index.ts'
import type { Fault, Lint } from './fault.ts'
import { isNamed, type RoffLine } from './roff-line.ts'

/** The first line requests tbl if there is a table, and only then. */
export const lintHint: Lint = (lines) => {
  const table = lines.find((line) => isNamed(line, 'TS'))
  const hints = lines.filter(({ source }) => source.startsWith('\'\\" '))
  const wrong = hints
    .filter(({ number, source }) => !table || number > 1 || source !== hint)
    .map((line) => ({
      line,
      reason: `Unexpected \`${line.source}\`, expected it on the first line, only for tables`,
    }))
  if (!table || lines[0]?.source === hint) return wrong
  return [
    ...wrong,
    { line: table, reason: `Missing first line \`${hint}\` of a page with a table` },
  ]
}

const isSection = new RegExp(`^${pageSection}$`)

const hint = '\'\\" t'

/** The title line has a name, a section, an ISO date, a version, and perhaps a manual. */
export const lintTitle: Lint = (lines) => {
  const first = lines.find(({ name }) => name !== '"')
  const again = lines.filter((line) => line !== first && isNamed(line, 'TH'))
  return [
    ...(first ? faultOf(first, titleFault(first)) : []),
    ...again.flatMap((line) => faultOf(line, 'Unexpected second `.TH`, expected one')),
  ]
}

function titleFault(line: RoffLine): string | undefined {
  if (!isNamed(line, 'TH')) return 'Unexpected line before `.TH`, expected it first'
  const [name = '', section = '', date = '', ...rest] = line.args
  if (name === '' || !isSection.test(section)) {
    return 'Unexpected `.TH` without name and section, expected both'
  }
  if (!/^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/.test(date)) {
    return `Unexpected date \`${date}\`, expected one such as \`2026-11-22\``
  }
  if (!rest[0]) return 'Unexpected `.TH` without a version, expected a fourth argument'
  // Groff only knows the manuals of plain sections.
  return section.length > 1 && !rest[1]
    ? `Unexpected \`.TH\` without a manual for section ${section}, expected a fifth argument`
    : undefined
}

/** The first section is NAME, which lexgrog can read: names, a dash, a phrase. */
export const lintName: Lint = (lines) => {
  const at = lines.findIndex((line) => isNamed(line, 'SH'))
  const heading = lines[at]
  if (!heading) return []
  if (heading.args.join(' ') !== 'NAME') {
    return faultOf(heading, `Unexpected first section \`${heading.args.join(' ')}\`, expected NAME`)
  }
  const end = lines.findIndex((line, index) => index > at && isNamed(line, 'SH', 'SS'))
  const body = lines
    .slice(at + 1, end < 0 ? undefined : end)
    .filter((line) => !isNamed(line, 'nh', 'ad'))
  const macro = body.find(({ name }) => name !== '')
  if (macro) return faultOf(macro, `Unexpected \`.${macro.name}\` in NAME, expected text`)
  const text = body.map(({ source }) => source).join(' ')
  const [unread] = /\\\[(?:rs|at)\]/.exec(text) ?? []
  if (unread) return faultOf(body[0] ?? heading, `Unexpected \`${unread}\` in NAME, ${readAs}`)
  const name = String.raw`(?:[\w.+:]|\\-|\\\[[^\]]+\])+`
  return new RegExp(`^${name}(?:, ${name})* \\\\- \\S`).test(text)
    ? []
    : faultOf(body[0] ?? heading, 'Unexpected NAME, expected `name, name \\- phrase`')
}

const readAs = 'which lexgrog drops, expected `\\e` or `@`'

function faultOf(line: RoffLine, reason: string | undefined): Fault[] {
  return reason === undefined ? [] : [{ line, reason }]
}
