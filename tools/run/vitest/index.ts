export { type ManproofOptions, manproofPlugin } from './manproof-plugin.ts'
export {
  type ManproofProject,
  manproofProjects,
  type ProjectsOptions,
} from './manproof-projects.ts'
