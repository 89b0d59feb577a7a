import type { PagePayload } from './page-payload.ts'

/**
 * Write the test module of a page.
 *
 * Each example is declared on the line of its fence, so that what Vitest says of a test's place
 * (`docs/x.7.md:13`, editors, line filters) is true of the page without a source map.
 *
 * @param runtime
 *   Path of the module that declares the tests.
 */
export function pageModule(payload: PagePayload, runtime: string): string {
  const head = `import { declarePage } from ${JSON.stringify(runtime)};`
  // U+2028 and U+2029 end a line in JavaScript's eyes, not in JSON's.
  const json = JSON.stringify(payload).replace(/[\u2028\u2029]/g, (mark) =>
    mark === '\u2028' ? '\\u2028' : '\\u2029',
  )
  const lines = [`${head}const page=declarePage(${json});`]
  for (const [index, { example }] of payload.examples.entries()) {
    const at = example.place.start.line - 1
    while (lines.length <= at) lines.push('')
    lines[at] += `page.declareExample(${index});`
  }
  return `${lines.join('\n')}\n`
}
