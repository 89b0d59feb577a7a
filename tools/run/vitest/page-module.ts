import type { PagePayload } from './page-payload.ts'

/** A module, and a map of its lines to those of the page. */
export interface PageModule {
  readonly code: string
  readonly map: {
    readonly version: 3
    readonly names: string[]
    readonly sources: string[]
    readonly mappings: string
  }
}

/**
 * Write the test module of a page.
 *
 * Each example is declared on the line of its fence, so the position that Vitest reports
 * (`docs/x.7.md:13`, editors, line filters) is its position in the page.
 *
 * @param runtime
 *   Path of the module that declares the tests.
 */
export function pageModule(payload: PagePayload, runtime: string): PageModule {
  const head = `import { declarePage } from ${JSON.stringify(runtime)};`
  // U+2028 and U+2029 end a line in JavaScript but not in JSON.
  const json = JSON.stringify(payload).replace(/[\u2028\u2029]/g, (mark) =>
    mark === '\u2028' ? '\\u2028' : '\\u2029',
  )
  const lines = [`${head}const page=declarePage(${json});`]
  for (const [index, { example }] of payload.examples.entries()) {
    const at = example.place.start.line - 1
    while (lines.length <= at) lines.push('')
    lines[at] += `page.declareExample(${index});`
  }
  // Line for line, from the first column; Vite needs a map because its transforms can add lines.
  const mappings = lines.map((_line, index) => (index === 0 ? 'AAAA' : 'AACA')).join(';')
  const map = { version: 3 as const, names: [], sources: [payload.file], mappings }
  return { code: `${lines.join('\n')}\n`, map }
}
