export { compileMan, type ManFile, type ManOptions } from './compile-man.ts'
export type { Header } from './header.ts'
export { manPath } from './man-path.ts'
export { toRoff } from './to-roff.ts'
