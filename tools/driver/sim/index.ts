export { openDriver } from './open-driver.ts'
export { type Peek, peekKey, SimCall } from './sim-call.ts'
