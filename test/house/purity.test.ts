import { Node, Project } from 'ts-morph'
import { expect, test } from 'vitest'
import { textOf, tracked } from './tree.ts'

const pure = ['message', 'chart', 'spec', 'man', 'model', 'lifecycle']
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
// Hashing is arithmetic; a URL is text.
const builtins = new Set(['node:crypto', 'node:assert'])

function impurities(path: string): string[] {
  const project = new Project({ useInMemoryFileSystem: true, skipAddingFilesFromTsConfig: true })
  const source = project.createSourceFile(path, textOf(path))
  const found: string[] = []
  source.forEachDescendant((node) => {
    const text = node.getText()
    if (Node.isIdentifier(node) && globals.has(text) && !isLocal(node)) {
      found.push(`${path}:${node.getStartLineNumber()} ${text}`)
    }
    if (Node.isPropertyAccessExpression(node) && text === 'Math.random') {
      found.push(`${path}:${node.getStartLineNumber()} ${text}`)
    }
    if (Node.isStringLiteral(node) && /^node:/.test(node.getLiteralText())) {
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

test.each(pure)('`%s` touches no clock, no randomness, no process and no file', (module) => {
  const files = tracked(`tools/${module}/*.ts`)
  expect(files).not.toEqual([])
  expect(files.flatMap(impurities)).toEqual([])
})
