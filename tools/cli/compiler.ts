/** What `manproof man` needs of the compiler; `npm run build` puts it into one file. */
export { arePagesSound, readEvidence } from '../spec/index.ts'
export { compilePage } from './compile-page.ts'
