// What a program that an example is pasted into imports as `manproof`.
export * from './driver/index.ts'
