export { isGone } from './is-gone.ts'
export { keepText } from './keep-text.ts'
export { makeFolder } from './make-folder.ts'
