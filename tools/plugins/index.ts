export { guardParser, guardPlugins } from './guard-plugins.ts'
