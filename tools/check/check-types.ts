import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Program, ts } from 'ts-morph'
import { report } from '../message/index.ts'
import type { Spec } from '../spec/index.ts'
import { type ExampleModule, makeModule, placeInPage } from './example-module.ts'
import { readExpectedErrors } from './expected-errors.ts'

/** What the compiler needs to know. */
export interface CheckTypesOptions {
  /** Folder of the project; paths of pages and imports of packages start there. */
  readonly root: string
}

type Morph = typeof import('ts-morph')

/** Gives the diagnostics of one module. */
type Diagnose = (path: string) => readonly ts.Diagnostic[]

/**
 * Type-check every example of every page, in one program.
 *
 * Each example is a module of its own. One that augments other modules or the global scope gets a
 * program of its own, since every other example of its program would see that.
 *
 * @param specs
 *   Pages; errors become messages on them, at the place in the page, with rule ids such as
 *   `ts2339`. Errors that `// @errors: 2339` announces must occur.
 * @param options
 *   Folder of the project.
 * @returns
 *   When all messages are on the files.
 * @see ts-morph 28, which has TypeScript 6.0 inside; twoslash 0.3 for `@errors`
 */
export async function checkTypes(
  specs: readonly Spec[],
  options: CheckTypesOptions,
): Promise<void> {
  const root = resolve(options.root)
  const modules = specs.flatMap((spec) =>
    spec.examples.flatMap((_, index) => makeModule(spec, index, root) ?? []),
  )
  const parsed = modules.filter((module) => !hasSyntaxError(module))
  if (parsed.length === 0) return
  const morph = await import('ts-morph')
  const augmenting = parsed.filter(isAugmenting)
  const others = parsed.filter((module) => !isAugmenting(module))
  for (const group of [others, ...augmenting.map((module) => [module])]) {
    const diagnose = openProgram(morph, group, root)
    for (const module of group) checkModule(morph, module, diagnose(module.path))
  }
}

function isAugmenting({ text }: ExampleModule): boolean {
  return /\bdeclare\s+(?:global|module)\b/.test(text)
}

/** `readSpec` has said so; what follows from it is noise. */
function hasSyntaxError({ spec, example: { place } }: ExampleModule): boolean {
  return spec.file.messages.some(
    ({ ruleId, line = 0 }) =>
      ruleId === 'syntax' && line >= place.start.line && line <= place.end.line,
  )
}

function openProgram(morph: Morph, modules: readonly ExampleModule[], root: string): Diagnose {
  const project = new morph.Project({
    compilerOptions: optionsFor(morph, root),
    skipAddingFilesFromTsConfig: true,
    skipFileDependencyResolution: true,
  })
  for (const { path, text } of modules) project.createSourceFile(path, text, { overwrite: true })
  const program: Program = project.getProgram()
  return (path) => {
    const source = program.compilerObject.getSourceFile(path)
    const { compilerObject } = program
    return [
      ...compilerObject.getSyntacticDiagnostics(source),
      ...compilerObject.getSemanticDiagnostics(source),
    ]
  }
}

function optionsFor({ ts }: Morph, root: string): ts.CompilerOptions {
  return {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    noUncheckedIndexedAccess: true,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    allowImportingTsExtensions: true,
    target: ts.ScriptTarget.ES2023,
    lib: ['lib.es2023.d.ts', 'lib.esnext.disposable.d.ts'],
    types: ['node'],
    typeRoots: [join(root, 'node_modules/@types')],
    // In its own repository the package is what its sources say, not what was built last.
    customConditions: nameOf(root) === 'manproof' ? ['source'] : [],
  }
}

function nameOf(root: string): unknown {
  try {
    const { name } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      name?: unknown
    }
    return name
  } catch {
    return undefined
  }
}

function checkModule(
  morph: Morph,
  module: ExampleModule,
  diagnostics: readonly ts.Diagnostic[],
): void {
  const { file } = module.spec
  const announced = readExpectedErrors(module.text)
  const expected = new Set(announced.flatMap(({ codes }) => codes))
  for (const diagnostic of diagnostics) {
    if (!expected.has(diagnostic.code)) reportDiagnostic(morph, module, diagnostic)
  }
  const actual = new Set(diagnostics.map(({ code }) => code))
  for (const { codes, start, end } of announced) {
    const missing = codes.filter((code) => !actual.has(code)).map((code) => `\`ts${code}\``)
    if (missing.length === 0 && codes.length > 0) continue
    const reason =
      codes.length === 0
        ? 'Unexpected `@errors` without numbers, expected for instance `@errors: 2322`'
        : `Unexpected absence of ${missing.join(', ')}, expected the errors that are announced`
    report(file, 'type-error-expected', reason, placeInPage(module, start, end))
  }
}

function reportDiagnostic(
  { ts }: Morph,
  module: ExampleModule,
  { code, messageText, start = 0, length = 0 }: ts.Diagnostic,
): void {
  const [first = '', ...more] = ts.flattenDiagnosticMessageText(messageText, '\n').split('\n')
  const place = placeInPage(module, start, start + length)
  const note = more.length > 0 ? more.join('\n') : undefined
  report(module.spec.file, `ts${code}`, first.replace(/\.$/, ''), place, { note })
}
