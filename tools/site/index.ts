export type { SiteOptions } from './book.ts'
export { compileSite, type SiteFile, type SiteProcessor } from './compile-site.ts'
