// Compiles, renders and reads random pages until N of them were sound, or one is not.
// `npm run soak:man -- --documents N [--seed S] [--record]`; the built program lends its hook for
// types. `--record` writes docs/internals/reports/man-soak.md.
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { loadTypescript } from '../../../dist/tools/loader/index.js'

loadTypescript()
const { soak } = await import('./soak.ts')

const { values } = parseArgs({
  options: {
    documents: { type: 'string', default: '10000' },
    seed: { type: 'string' },
    record: { type: 'boolean', default: false },
  },
})
const random = Math.floor(Math.random() * 0x7fff_ffff)
const path = new URL('../../../docs/internals/reports/man-soak.md', import.meta.url)
process.exitCode = await soak(Number(values.documents), Number(values.seed ?? random), (report) => {
  if (values.record) writeFileSync(path, report)
})
