import { type ExportedDeclarations, type JSDoc, Node, type SourceFile } from 'ts-morph'
import { type DocComment, readDocComment } from './doc-comment.ts'

/** An export of a module, or a member of one. */
export interface Documented {
  readonly name: string
  readonly node: Node
  readonly doc?: DocComment
}

/** An export. */
export interface Export extends Documented {
  readonly node: ExportedDeclarations
  readonly kind: 'function' | 'type' | 'class' | 'constant' | 'value'
}

/** List the exports of a module, in order. */
export function readExports(source: SourceFile): readonly Export[] {
  return [...source.getExportedDeclarations()].flatMap(([name, declarations]) => {
    const [node] = declarations
    return node === undefined ? [] : [{ ...documented(name, node), node, kind: kindOf(name, node) }]
  })
}

/** Read the docstring with `@packageDocumentation` before the first statement. */
export function readIntroduction(source: SourceFile): DocComment | undefined {
  const [first] = source.getStatementsWithComments()
  const ranges = first === undefined ? [] : [first, ...first.getLeadingCommentRanges()]
  const found = ranges.find((range) => range.getText().includes('@packageDocumentation'))
  if (found === undefined) return undefined
  const raw = found.getText()
  const start = found.getPos() + found.getText().indexOf('/**')
  const end = raw.indexOf('*/') + 2
  return readDocComment(raw.slice(0, end), source.getLineAndColumnAtPos(start))
}

/** List the public members of an interface or class, in order. */
export function membersOf(node: Node): readonly Documented[] {
  const members: Node[] = Node.isInterfaceDeclaration(node)
    ? node.getMembers()
    : Node.isClassDeclaration(node)
      ? node.getProperties().filter((each) => each.getName() !== 'name')
      : []
  return members.map((member) =>
    documented(Node.hasName(member) ? member.getName() : member.getText(), member),
  )
}

function documented(name: string, node: Node): Documented {
  const doc = docOf(node)
  if (doc === undefined) return { name, node }
  const at = node.getSourceFile().getLineAndColumnAtPos(doc.getStart())
  return { name, node, doc: readDocComment(doc.getText(), at) }
}

function docOf(node: Node): JSDoc | undefined {
  const holder = Node.isVariableDeclaration(node) ? node.getVariableStatement() : node
  const docs = Node.isJSDocable(holder) ? holder.getJsDocs() : []
  // The docstring of the module does not belong to its first statement.
  return docs.filter((doc) => !doc.getText().includes('@packageDocumentation')).at(-1)
}

function kindOf(name: string, node: Node): Export['kind'] {
  if (Node.isFunctionDeclaration(node)) return 'function'
  if (Node.isClassDeclaration(node)) return 'class'
  if (Node.isVariableDeclaration(node)) return /^[A-Z][A-Z0-9_]*$/.test(name) ? 'constant' : 'value'
  return 'type'
}
