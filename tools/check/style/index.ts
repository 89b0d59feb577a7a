export { presetStyle } from './preset-style.ts'
