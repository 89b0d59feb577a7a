export * from './c/index.ts'
export * from './style/index.ts'
export * from './types/index.ts'
