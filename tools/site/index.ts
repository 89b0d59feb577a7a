export type { SiteOptions } from './book.ts'
export { compileSite, type SiteFile } from './compile-site.ts'
