import type { RoffRuleId } from '../../tools/man/lint/fault.ts'

const title = '.TH x 7 2026-11-22 "manproof 0.1" "A manual"\n'
const name = '.SH NAME\n.nh\nx \\- a page\n'
const start = `${title}${name}.SH DESCRIPTION\n.nh\n`
const head = '.ad l\n.TS\nallbox tab(@);\nlb lb\nl l.\n'
const table = `'\\" t\n${start}Text.\n.P\n${head}a@b\n`

/** For each rule about compiled pages: one that breaks only this rule, and one that keeps it. */
export const roffFixtures: Readonly<
  Record<RoffRuleId, { readonly fires: string; readonly quiet: string }>
> = {
  'roff-hint': { fires: `'\\" t\n${start}Text.\n`, quiet: `${table}.TE\n` },
  'roff-title': {
    fires: `.TH x 7 "November 2026" "manproof 0.1" "A manual"\n${name}`,
    quiet: `${title.replace(' 7 ', ' 2const ')}${name}`,
  },
  'roff-name': {
    fires: `${title}.SH NAME\nx - a page\n`.replace(' - ', ': '),
    quiet: `${title}.SH NAME\nx, y\\-z \\- a page\nthat continues\n`,
  },
  'roff-ascii': { fires: `${start}Caf\u00e9.\n`, quiet: `${start}Caf\\[u00E9].\n` },
  'roff-blank': { fires: `${start}One.\n\nTwo.\n`, quiet: `${start}.EX\n\\&\n.EE\n` },
  'roff-length': {
    fires: `${start}${'word '.repeat(16)}end.\n`,
    quiet: `${start}${'w'.repeat(99)}\n.TP 8\n${'tag '.repeat(25)}end\nText.\n`,
  },
  'roff-escape': { fires: `${start}A \\n[.g] b.\n`, quiet: `${start}\\fBA\\fR \\[rs]n[.g] b.\n` },
  'roff-sign': {
    fires: `${start}.EX\nls -l\n.EE\n`,
    quiet: `${start}A well-known\n.EX\nls \\-l \\[ti]\n.EE\n`,
  },
  'roff-guard': { fires: `${start}./configure\n`, quiet: `${start}.EX\n\\&./x\n.EE\n` },
  'roff-request': { fires: `${start}.so /etc/hostname\n`, quiet: `${start}\\&.so /etc/hostname\n` },
  'roff-quote': { fires: `${start}.SS A "b" "c\n`, quiet: `${start}.SS "A \\[dq]b" c\n` },
  'roff-reference': { fires: `${start}.BR open " (2)"\n`, quiet: `${start}.BR open (2),\n` },
  'roff-hyphen': { fires: `${start}A F_SETLEASE.\n`, quiet: `${start}A \\%F_SETLEASE and a_b.\n` },
  'roff-code': {
    fires: `${start}Text.\n.P\n.in +4n\n.EX\na\n.EE\nText.\n`,
    quiet: `${start}Text.\n.P\n.in +4n\n.EX\na\n.EE\n.nh\n.in\n.TP 8\nx\n.EX\nb\n.EE\n`,
  },
  'roff-list': {
    fires: `${start}.IP \\[bu] 3\na\n.RS 3\n.IP \\[bu] 3\nb\n`,
    quiet: `${start}.IP \\[bu] 3\na\n.RS 3\n.TP 4\nb\nc\n.TQ\nd\ne\n.RE\n`,
  },
  'roff-paragraph': { fires: `${start}.P\nText.\n`, quiet: `${start}Text.\n.P\nText.\n` },
  'roff-table': { fires: `${table}a@b@c\n.TE\n`, quiet: `${table}a@T{\nb\nc\nT}\n.TE\n.ad\n` },
  'roff-link': {
    fires: `${start}.UR https://example.org\n.UE\n`,
    quiet: `${start}.UR https://example.org\na link\n.UE ,\n`,
  },
}
