export * from './constants.ts'
export * from './errors.ts'
export type * from './port.ts'
