export { type HostOptions, openDriver } from './open-driver.ts'
