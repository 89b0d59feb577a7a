/** Makes ids unique in a page. */
export type Ids = (text: string) => string

/**
 * Make a fragment id as mandoc does, so that an address works for both forms of a page.
 *
 * @param text
 *   Text of a heading or of the tag of a list item.
 * @returns
 *   Text with `_` in place of each character that URL fragments do not allow.
 * @see mandoc 1.14.6, html.c `html_make_id`; measured: test/site/ids.test.ts
 */
export function makeId(text: string): string {
  return text.trim().replace(/[^A-Za-z0-9!$&'()*+,\-./:;=?@_]/gu, '_')
}

/**
 * Make the id of a tagged item: its first word, if that starts like a name.
 *
 * @see mandoc 1.14.6, tag.c `tag_put`: leading hyphens are dropped, other signs have no tag
 */
export function makeTagId(text: string): string | undefined {
  const word = text.trim().replace(/^-+/, '').split(/[\s,]/, 1)[0] ?? ''
  return /^[A-Za-z_]/.test(word) ? makeId(word) : undefined
}

/** Open a register of ids; the second `X` becomes `X~2`, as in mandoc. */
export function openIds(): Ids {
  const seen = new Map<string, number>()
  return (text) => {
    const count = (seen.get(text) ?? 0) + 1
    seen.set(text, count)
    return count === 1 ? text : `${text}~${count}`
  }
}
