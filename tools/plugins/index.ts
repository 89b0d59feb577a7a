export { guardParser } from './guard-parser.ts'
export { guardPlugins } from './guard-plugins.ts'
