import { escapeProse } from './escape.ts'

/** Names of letters and other characters that lexgrog knows. */
const named = new Map(
  Object.entries({
    ...{ À: '`A', Á: "'A", Â: '^A', Ã: '~A', Ä: ':A', Å: 'oA', Æ: 'AE', Ç: ',C', È: '`E', É: "'E" },
    ...{ Ê: '^E', Ë: ':E', Ì: '`I', Í: "'I", Î: '^I', Ï: ':I', Ð: '-D', Ñ: '~N', Ò: '`O', Ó: "'O" },
    ...{ Ô: '^O', Õ: '~O', Ö: ':O', Ø: '/O', Ù: '`U', Ú: "'U", Û: '^U', Ü: ':U', Ý: "'Y", Þ: 'TP' },
    ...{ ß: 'ss', à: '`a', á: "'a", â: '^a', ã: '~a', ä: ':a', å: 'oa', æ: 'ae', ç: ',c', è: '`e' },
    ...{ é: "'e", ê: '^e', ë: ':e', ì: '`i', í: "'i", î: '^i', ï: ':i', ð: 'Sd', ñ: '~n', ò: '`o' },
    ...{ ó: "'o", ô: '^o', õ: '~o', ö: ':o', ø: '/o', ù: '`u', ú: "'u", û: '^u', ü: ':u', ý: "'y" },
    ...{ þ: 'Tp', ÿ: ':y', Œ: 'OE', œ: 'oe', Ł: '/L', ł: '/l', ı: '.i', Ĳ: 'IJ', ĳ: 'ij' },
    ...{ '¡': 'r!', '¿': 'r?', '«': 'Fo', '»': 'Fc' },
  }).map(([sign, name]) => [sign, `\\[${name}]`]),
)

/** Escape sequences for characters that lexgrog would drop if escaped as elsewhere. */
const plain: Readonly<Record<string, string>> = { rs: '\\e', at: '@' }

/**
 * Escape the phrase of NAME so that lexgrog reads it as people do.
 *
 * Lexgrog drops `\[rs]`, and reads a character by number as the digits. Characters without another
 * name for it, such as arrows or letters that are not Latin, are escaped as elsewhere: a page is
 * ASCII.
 *
 * @see lexgrog(1), man-db 2.11.2; measured: test/man/phrasing/name-text.test.ts
 */
export function escapeNameText(value: string): string {
  return escapeProse(value).replace(
    /\\\[(?:u([0-9A-F]{4,6})|(rs|at))\]/g,
    (written, number?: string, name = '') =>
      number === undefined
        ? (plain[name] ?? written)
        : (named.get(String.fromCodePoint(Number.parseInt(number, 16))) ?? written),
  )
}

/** Characters by the names that only occur in NAME. */
export const signsOfName: ReadonlyMap<string, string> = new Map(
  Array.from(named, ([sign, written]) => [written.slice(2, -1), sign]),
)
