// Compiles, renders and reads random pages until N of them were sound, or one is not.
// `npm run soak:man -- --documents N [--seed S]`; the built program lends its hook for types.
import { register } from 'node:module'
import { parseArgs } from 'node:util'

register('../../dist/tools/cli/typescript-hooks.js', import.meta.url)
const { soak } = await import('./soak.ts')

const { values } = parseArgs({
  options: { documents: { type: 'string', default: '10000' }, seed: { type: 'string' } },
})
const random = Math.floor(Math.random() * 0x7fff_ffff)
process.exitCode = await soak(Number(values.documents), Number(values.seed ?? random))
