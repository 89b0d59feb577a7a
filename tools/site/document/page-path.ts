import type { Page } from '../../page/index.ts'

/** Say what a page is called in references: `gup-dax(7)`. */
export function pageLabel(spec: Page): string {
  return `${firstName(spec)}(${spec.section})`
}

/** Say what a page is called in file names and in evidence: `gup-dax.7`. */
export function pageKey(spec: Page): string {
  return `${firstName(spec)}.${spec.section}`
}

/** Where a page lies in the output: `gup-dax.7.html`. */
export function pagePath(spec: Page): string {
  return `${pageKey(spec)}.html`
}

function firstName(spec: Page): string {
  const [name] = spec.names
  if (name === undefined) throw new Error(`Cannot name ${spec.file.path}: current names are none`)
  return name
}
