export { hooksUrl, loadTypescript } from './load-typescript.ts'
