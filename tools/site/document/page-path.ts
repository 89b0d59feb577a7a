import { type Page, pageKey } from '../../page/index.ts'

/** Name of a page in references: `gup-dax(7)`. */
export function pageLabel({ names: [name], section, file }: Page): string {
  if (name === undefined) throw new Error(`Cannot name ${file.path}: it has no names`)
  return `${name}(${section})`
}

/** Path of a page in the site: `gup-dax.7.html`. */
export function pagePath(page: Page): string {
  return `${pageKey(page)}.html`
}
