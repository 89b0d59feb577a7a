export type * from './evidence.ts'
export type * from './outcome.ts'
export type * from './spec.ts'
export type * from './target.ts'
