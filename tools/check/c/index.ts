export { type CChecked, type CheckCOptions, checkC } from './check-c.ts'
