/** Expressions of SPDX; `UNLICENSED` and `SEE LICENSE IN FILE`, which npm knows, are none. */
const expression = /^(?!UNLICENSED$|SEE )[A-Za-z0-9.+:-]+(?: (?:AND|OR|WITH) [A-Za-z0-9.+:-]+)*$/

/**
 * Say in comments at the top of a page whose it is and what may be done with it.
 *
 * @param roff
 *   Page; the line that asks for tbl stays the first.
 * @param license
 *   SPDX expression; with anything else the page stays as it is.
 * @param owner
 *   What the page belongs to.
 * @see man-pages 6.20, as its own pages have it: no years, no names
 */
export function withLicense(roff: string, license: string, owner: string): string {
  if (!expression.test(license) || !/^[!-~]+$/.test(owner)) return roff
  const [hint = ''] = /^'\\" t\n/.exec(roff) ?? []
  const lines = `.\\" Copyright, the authors of ${owner}\n.\\" SPDX-License-Identifier: ${license}\n`
  return `${hint}${lines}${roff.slice(hint.length)}`
}
