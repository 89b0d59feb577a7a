export { openDriver } from './open-driver.ts'
