import { type ExportedDeclarations, type JSDoc, Node, Project } from 'ts-morph'
import { expect, test } from 'vitest'
import { root, tracked } from './tree.ts'

const project = new Project({
  tsConfigFilePath: `${root}tsconfig.json`,
  skipAddingFilesFromTsConfig: true,
})
// Folders inside a module are internal, except adapters and entry points.
const indexes = tracked('tools/*index.ts', 'tools/config.ts').filter((path) =>
  /^tools\/(?:\w+\/|driver\/\w+\/|run\/vitest\/)?\w+\.ts$/.test(path),
)
// Add all files before the first query: adding one discards the program.
const sources = indexes.map(
  (index) => [index, project.addSourceFileAtPath(`${root}${index}`)] as const,
)
// The kernel's manual documents its constants.
const kernelName = /^[A-Z][A-Z0-9_]*$/

for (const [index, source] of sources) {
  test(`every export of \`${index}\` is documented`, () => {
    const faults = [...source.getExportedDeclarations()].flatMap(([name, declarations]) =>
      declarations
        .filter((node) => !node.getSourceFile().isInNodeModules() && !kernelName.test(name))
        .flatMap((node) => faultsOf(node).map((fault) => `${where(node)} ${name}: ${fault}`)),
    )
    expect(faults).toEqual([])
  })
}

function faultsOf(node: ExportedDeclarations): string[] {
  const doc = docsOf(node).at(-1)
  if (doc === undefined) return ['no docstring']
  const faults: string[] = []
  const [first = ''] = doc
    .getDescription()
    .trim()
    .split(/\n\s*\n/)
  if (first === '') faults.push('no description')
  if (/^this (?:function|method|class|type|interface)/i.test(first)) {
    faults.push('the description starts with `This`')
  }
  const named = Node.isVariableDeclaration(node) ? node.getInitializer() : node
  if (!Node.isFunctionDeclaration(named) && !Node.isArrowFunction(named)) return faults
  const tags = doc.getTags()
  for (const parameter of named.getParameters()) {
    const documented = tags.some(
      (tag) => Node.isJSDocParameterTag(tag) && tag.getName() === parameter.getName(),
    )
    // A destructured parameter has no name.
    const nameless = !Node.isIdentifier(parameter.getNameNode())
    if (!documented && !nameless) faults.push(`no @param ${parameter.getName()}`)
  }
  const returned = named.getReturnTypeNode()?.getText() ?? ''
  const silent = /^(?:void|never|Promise<void>|undefined)$/.test(returned)
  if (!silent && !tags.some((tag) => tag.getTagName() === 'returns')) faults.push('no @returns')
  return faults
}

function docsOf(node: ExportedDeclarations): JSDoc[] {
  if (Node.isVariableDeclaration(node)) return node.getVariableStatement()?.getJsDocs() ?? []
  return Node.isJSDocable(node) ? node.getJsDocs() : []
}

function where(node: Node): string {
  return `${node.getSourceFile().getFilePath().slice(root.length)}:${node.getStartLineNumber()}`
}
