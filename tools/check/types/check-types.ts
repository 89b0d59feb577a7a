import { resolve } from 'node:path'
import { report } from '../../message/index.ts'
import type { Page } from '../../page/index.ts'
import { diagnoseApart } from './diagnose-apart.ts'
import { type ExampleModule, makeModule, placeInPage } from './example-module.ts'
import { readExpectedErrors } from './expected-errors.ts'
import { keepTypes, readKeptTypes, type TypeCache } from './kept-types.ts'
import type { TypeDiagnostic, TypeReply, TypeRequest } from './type-request.ts'

/** Options of `checkTypes`. */
export interface CheckTypesOptions {
  /** Folder of the project, where paths of pages and imports of packages start. */
  readonly root: string
  /** Ends the check at once. */
  readonly signal?: AbortSignal
  /** Cache for the diagnostics; default: none. */
  readonly cache?: TypeCache
}

/**
 * Type-check every example of every page, in one program, in a separate thread.
 *
 * Each example is a module. One that augments other modules or the global scope gets a separate
 * program, since all examples of a program would see that. Cached diagnostics are used while all
 * files that the compiler read are unchanged.
 *
 * @param pages
 *   Pages; errors become messages on them, at their place in the page, with rule ids such as
 *   `ts2339`. Errors that `// @errors: 2339` announces must occur.
 * @param options
 *   Folder of the project, signal and cache.
 * @returns
 *   When all messages are on the files, or on the signal.
 * @throws {Error}
 *   If the compiler crashes.
 * @see ts-morph 28, which has TypeScript 6.0 inside; twoslash 0.3 for `@errors`
 */
export async function checkTypes(
  pages: readonly Page[],
  options: CheckTypesOptions,
): Promise<void> {
  const root = resolve(options.root)
  const modules = pages
    .flatMap((page) => page.examples.flatMap((_, index) => makeModule(page, index, root) ?? []))
    .filter((module) => !hasSyntaxError(module))
  if (modules.length === 0) return
  const augmenting = modules.filter(isAugmenting).map((module) => [module])
  const others = modules.filter((module) => !isAugmenting(module))
  const groups = [others, ...augmenting].map((group) =>
    group.map(({ path, text }) => ({ path, text })),
  )
  const diagnostics = await ask({ root, groups }, options)
  if (!diagnostics) return
  for (const module of modules) checkModule(module, diagnostics[module.path] ?? [])
}

async function ask(
  request: TypeRequest,
  { cache, signal }: CheckTypesOptions,
): Promise<TypeReply['diagnostics'] | undefined> {
  const kept = cache && readKeptTypes(cache, request)
  if (kept) return kept
  const reply = await diagnoseApart(request, signal)
  if (cache && reply) keepTypes(cache, request, reply)
  return reply?.diagnostics
}

function isAugmenting({ text }: ExampleModule): boolean {
  return /\bdeclare\s+(?:global|module)\b/.test(text)
}

/** Whether `readPage` reported a syntax error, whose consequences are noise. */
function hasSyntaxError({ page, example: { place } }: ExampleModule): boolean {
  return page.file.messages.some(
    ({ ruleId, line = 0 }) =>
      ruleId === 'syntax' && line >= place.start.line && line <= place.end.line,
  )
}

function checkModule(module: ExampleModule, diagnostics: readonly TypeDiagnostic[]): void {
  const { file } = module.page
  const announced = readExpectedErrors(module.text)
  const expected = new Set(announced.flatMap(({ codes }) => codes))
  for (const { code, text, start, end } of diagnostics) {
    if (expected.has(code)) continue
    const [first = '', ...more] = text
    const note = more.length > 0 ? more.join('\n') : undefined
    report(file, `ts${code}`, first, placeInPage(module, start, end), { note })
  }
  const actual = new Set(diagnostics.map(({ code }) => code))
  for (const { codes, start, end } of announced) {
    const missing = codes.filter((code) => !actual.has(code)).map((code) => `\`ts${code}\``)
    if (missing.length === 0 && codes.length > 0) continue
    const reason =
      codes.length === 0
        ? 'Unexpected `@errors` without numbers, expected a form such as `@errors: 2322`'
        : `Missing ${missing.join(', ')}, which \`@errors\` announces`
    report(file, 'type-error-expected', reason, placeInPage(module, start, end))
  }
}
