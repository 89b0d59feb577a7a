export { isGone } from './is-gone.ts'
export { keepFile } from './keep-file.ts'
export { makeFolder } from './make-folder.ts'
export { userCache } from './user-cache.ts'
