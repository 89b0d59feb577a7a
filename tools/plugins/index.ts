export { guardParser, guardPlugins } from './guard-plugins.ts'
export { hastTypes } from './tree-problem.ts'
