import { type FunctionLikeDeclaration, Node, Project, SyntaxKind } from 'ts-morph'
import { expect, test } from 'vitest'
import { textOf, tracked } from './tree.ts'

const maxFile = 300
const maxFunction = 60
const maxParameters = 4
const maxNesting = 3
const nests = new Set([
  SyntaxKind.IfStatement,
  SyntaxKind.ForStatement,
  SyntaxKind.ForOfStatement,
  SyntaxKind.ForInStatement,
  SyntaxKind.WhileStatement,
  SyntaxKind.DoStatement,
  SyntaxKind.SwitchStatement,
  SyntaxKind.TryStatement,
])

// Tests are exempt: a table of cases is as long as it needs to be.
const files = tracked('tools/*.ts', 'examples/*.ts')
const project = new Project({ useInMemoryFileSystem: true, skipAddingFilesFromTsConfig: true })
const sources = files.map((path) => project.createSourceFile(`/${path}`, textOf(path)))
const functions = sources.flatMap((source) => source.getDescendants().filter(isFunction))

function isFunction(node: Node): node is FunctionLikeDeclaration & Node {
  return (
    Node.isFunctionDeclaration(node) ||
    Node.isFunctionExpression(node) ||
    Node.isArrowFunction(node) ||
    Node.isMethodDeclaration(node) ||
    Node.isConstructorDeclaration(node)
  )
}

function where(node: Node): string {
  return `${node.getSourceFile().getFilePath().slice(1)}:${node.getStartLineNumber()}`
}

function nesting(node: Node, depth = 0): number {
  return Math.max(
    depth,
    ...node.forEachChildAsArray().map((child) => {
      if (isFunction(child)) return depth
      const parent = child.getParent()
      const chained =
        child.isKind(SyntaxKind.IfStatement) &&
        Node.isIfStatement(parent) &&
        parent.getElseStatement() === child
      return nesting(child, nests.has(child.getKind()) && !chained ? depth + 1 : depth)
    }),
  )
}

test(`files have at most ${maxFile} lines`, () => {
  const long = files
    .map((path) => ({ path, lines: textOf(path).split('\n').length - 1 }))
    .filter(({ lines }) => lines > maxFile)
  expect(long).toEqual([])
})

test(`functions have at most ${maxFunction} lines`, () => {
  const long = functions.filter(
    (node) => node.getEndLineNumber() - node.getStartLineNumber() + 1 > maxFunction,
  )
  expect(long.map(where)).toEqual([])
})

test(`functions have at most ${maxParameters} parameters`, () => {
  const wide = functions.filter((node) => node.getParameters().length > maxParameters)
  expect(wide.map(where)).toEqual([])
})

test(`functions nest at most ${maxNesting} statements`, () => {
  expect(functions.filter((node) => nesting(node) > maxNesting).map(where)).toEqual([])
})
