export { isInside, realPath } from './is-inside.ts'
export { readNamedFile } from './read-named-file.ts'
export { readProjectFile, readQuotedFile } from './read-project-file.ts'
