import { Node, Project, type SourceFile } from 'ts-morph'
import { expect, test } from 'vitest'
import { textOf, tracked } from './tree.ts'

const pure = ['words', 'message', 'chart', 'outcome', 'page', 'evidence', 'man', 'model']
const globals = new Set([
  'Date',
  'process',
  'performance',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
  'fetch',
  'crypto',
  'globalThis',
  'console',
])
// Hashing is arithmetic.
const builtins = new Set(['node:crypto', 'node:assert'])

/** Add all files before the first query; declarations of names need no library. */
function sourcesOf(paths: readonly string[]): SourceFile[] {
  const project = new Project({
    useInMemoryFileSystem: true,
    skipAddingFilesFromTsConfig: true,
    compilerOptions: { noLib: true, types: [] },
  })
  return paths.map((path) => project.createSourceFile(path, textOf(path)))
}

function impurities(source: SourceFile): string[] {
  const path = source.getFilePath().slice(1)
  const found: string[] = []
  source.forEachDescendant((node) => {
    if (Node.isIdentifier(node) && globals.has(node.getText()) && !isLocal(node)) {
      found.push(`${path}:${node.getStartLineNumber()} ${node.getText()}`)
    }
    if (Node.isPropertyAccessExpression(node) && node.getText() === 'Math.random') {
      found.push(`${path}:${node.getStartLineNumber()} Math.random`)
    }
    if (Node.isStringLiteral(node) && node.getLiteralText().startsWith('node:')) {
      const name = node.getLiteralText()
      if (!builtins.has(name)) found.push(`${path}:${node.getStartLineNumber()} ${name}`)
    }
  })
  return found
}

/** Whether a name is declared in its own file: a member, a variable, a parameter. */
function isLocal(node: Node): boolean {
  const parent = node.getParent()
  if (Node.isPropertyAccessExpression(parent) && parent.getNameNode() === node) return true
  if (Node.isQualifiedName(parent) && parent.getRight() === node) return true
  if (Node.isShorthandPropertyAssignment(parent) || Node.isBindingElement(parent)) return true
  const declarations = node.getSymbol()?.getDeclarations() ?? []
  return declarations.some((item) => item.getSourceFile() === node.getSourceFile())
}

test.each(pure)('`%s` uses no clock, no randomness, no process and no file', (module) => {
  const files = tracked(`tools/${module}/*.ts`)
  expect(files).not.toEqual([])
  expect(sourcesOf(files).flatMap(impurities)).toEqual([])
})
