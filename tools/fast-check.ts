// What tests with fast-check import as `manproof/fast-check`.
export * from './arbitrary/index.ts'
