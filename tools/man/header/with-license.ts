/** SPDX expressions, without npm's `UNLICENSED` and `SEE LICENSE IN FILE`. */
const expression = /^(?!UNLICENSED$|SEE )[A-Za-z0-9.+:-]+(?: (?:AND|OR|WITH) [A-Za-z0-9.+:-]+)*$/

/**
 * Add comments about the copyright and the license at the top of a page, below a request for tbl.
 *
 * @param roff
 *   Page.
 * @param license
 *   SPDX expression; with any other text, the page is unchanged.
 * @param owner
 *   Package that the page belongs to.
 * @see man-pages 6.20, whose pages have no years and no names
 */
export function withLicense(roff: string, license: string, owner: string): string {
  if (!expression.test(license) || !/^[!-~]+$/.test(owner)) return roff
  const [hint = ''] = /^'\\" t\n/.exec(roff) ?? []
  const lines = `.\\" Copyright, the authors of ${owner}\n.\\" SPDX-License-Identifier: ${license}\n`
  return `${hint}${lines}${roff.slice(hint.length)}`
}
