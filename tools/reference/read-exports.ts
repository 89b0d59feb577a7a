import { type ExportedDeclarations, type JSDoc, Node, type SourceFile } from 'ts-morph'
import { type DocComment, readDocComment } from './doc-comment.ts'

/** Something that a module exports, or a member of it. */
export interface Documented {
  readonly name: string
  readonly node: Node
  /** Absent where nothing is said of it. */
  readonly doc?: DocComment
}

/** An export. */
export interface Export extends Documented {
  readonly node: ExportedDeclarations
  readonly kind: 'function' | 'type' | 'class' | 'constant' | 'value'
}

/**
 * List what a module exports, in the order in which it does.
 */
export function readExports(source: SourceFile): readonly Export[] {
  return [...source.getExportedDeclarations()].flatMap(([name, declarations]) => {
    const [node] = declarations
    return node === undefined ? [] : [{ ...documented(name, node), node, kind: kindOf(name, node) }]
  })
}

/** The docstring with `@packageDocumentation` before the first statement. */
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

/** Members of an interface or class that others see, in their order. */
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
  // That of the module is no docstring of what comes first in it.
  return docs.filter((doc) => !doc.getText().includes('@packageDocumentation')).at(-1)
}

function kindOf(name: string, node: Node): Export['kind'] {
  if (Node.isFunctionDeclaration(node)) return 'function'
  if (Node.isClassDeclaration(node)) return 'class'
  if (Node.isVariableDeclaration(node)) return /^[A-Z][A-Z0-9_]*$/.test(name) ? 'constant' : 'value'
  return 'type'
}
