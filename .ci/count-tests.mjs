// Prints the counts in the Vitest report at the given path.
import { readFileSync } from 'node:fs'

const report = JSON.parse(readFileSync(process.argv[2], 'utf8'))
// A file that fails before its first test has no failed test.
const broken = report.testResults.filter(
  ({ status, assertionResults: tests }) =>
    status === 'failed' && !tests.some((test) => test.status === 'failed'),
).length
const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = report
const skipped = numPendingTests + numTodoTests
console.log(`${numPassedTests} passed, ${numFailedTests + broken} failed, ${skipped} skipped`)
