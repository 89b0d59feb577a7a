import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Project, ts } from 'ts-morph'
import { confine } from './confine.ts'
import { recordInputs } from './type-inputs.ts'
import type { TypeDiagnostic, TypeModule, TypeReply, TypeRequest } from './type-request.ts'

/**
 * Type-check modules, with one program per group. This blocks the thread for seconds.
 *
 * @returns
 *   Diagnostics, and everything that the compiler read.
 * @see ts-morph 28, which has TypeScript 6.0 inside
 */
export function diagnose({ root, groups }: TypeRequest): TypeReply {
  const { host, inputs } = recordInputs(new Project().getFileSystem())
  const fileSystem = confine(host, root)
  const diagnostics: Record<string, readonly TypeDiagnostic[]> = {}
  for (const modules of groups) {
    const project = new Project({
      compilerOptions: optionsFor(root),
      fileSystem,
      skipAddingFilesFromTsConfig: true,
      skipFileDependencyResolution: true,
    })
    for (const { path, text } of modules) project.createSourceFile(path, text, { overwrite: true })
    const program = project.getProgram().compilerObject
    for (const module of modules) diagnostics[module.path] = diagnosticsOf(program, module)
  }
  return { diagnostics, inputs }
}

function diagnosticsOf(program: ts.Program, { path }: TypeModule): TypeDiagnostic[] {
  const source = program.getSourceFile(path)
  const found = [
    ...program.getSyntacticDiagnostics(source),
    ...program.getSemanticDiagnostics(source),
  ]
  return found.map(({ code, messageText, start = 0, length = 0 }) => {
    const [first = '', ...more] = ts.flattenDiagnosticMessageText(messageText, '\n').split('\n')
    return { code, text: [first.replace(/\.$/, ''), ...more], start, end: start + length }
  })
}

function optionsFor(root: string): ts.CompilerOptions {
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
    // In its own repository, the package is its sources, not the last build.
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
