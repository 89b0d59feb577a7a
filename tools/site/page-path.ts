import type { Spec } from '../spec/index.ts'

/** Say what a page is called in references: `gup-dax(7)`. */
export function pageLabel(spec: Spec): string {
  return `${firstName(spec)}(${spec.section})`
}

/** Say what a page is called in file names and in evidence: `gup-dax.7`. */
export function pageKey(spec: Spec): string {
  return `${firstName(spec)}.${spec.section}`
}

/** Where a page lies in the output: `gup-dax.7.html`. */
export function pagePath(spec: Spec): string {
  return `${pageKey(spec)}.html`
}

function firstName(spec: Spec): string {
  const [name] = spec.names
  if (name === undefined) throw new Error(`Cannot name ${spec.file.path}: current names are none`)
  return name
}
