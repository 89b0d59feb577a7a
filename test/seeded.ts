/**
 * fast-check as the tests import it. Where a machine judges (CI is set) each property is tried with the
 * same programs every time, so that one commit has one verdict; elsewhere with new ones every time.
 * FC_SEED is the seed of either: `for seed in $(seq 20); do FC_SEED=$seed npx vitest run ...; done`.
 */
import fc from 'fast-check'

const given = process.env['FC_SEED']
const judged = process.env['CI'] === undefined ? undefined : '1'
const seed = given ?? judged
if (seed !== undefined) fc.configureGlobal({ seed: Number(seed) })

export { fc as default }
