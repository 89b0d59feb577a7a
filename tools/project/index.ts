export { isInside, realPath } from './is-inside.ts'
export { readNamedFile } from './read-named-file.ts'
export {
  type FileRefusal,
  type FileText,
  readProjectFile,
  readQuotedFile,
} from './read-project-file.ts'
