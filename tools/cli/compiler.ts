/** What `manproof man` needs of the compiler; `npm run build` puts it into one file. */
export { faultyPages, readEvidence } from '../spec/index.ts'
export { compileTask } from './compile-task.ts'
