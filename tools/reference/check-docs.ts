import { Node } from 'ts-morph'
import type { VFile } from 'vfile'
import { type RuleId, report } from '../message/index.ts'
import { expectedOf } from '../words/index.ts'
import { allMembersOf, type IsDescribed } from './bases.ts'
import type { DocComment } from './doc-comment.ts'
import { faultsIn } from './doc-text.ts'
import type { Documented, Export } from './read-exports.ts'
import { typesIn } from './types-in.ts'

/** Context of a check. */
export interface DocContext {
  /** Get the file of a node, for messages. */
  fileOf(node: Node): VFile
  /** Names that `{@link NAME}` can have. */
  readonly known: ReadonlySet<string>
  readonly isDescribed: IsDescribed
}

const known = ['param', 'returns', 'throws', 'example', 'see', 'packageDocumentation']

/** Check that an export and its members have complete docstrings. */
export function checkExport(item: Export, context: DocContext): void {
  checkDescribed(item, context)
  if (item.kind === 'function' && item.doc) checkFunction(item, item.doc, context)
  const members = allMembersOf(item.node, context.isDescribed)
  for (const member of members) checkDescribed(member, context, `${item.name}.`)
  for (const { node } of [item, ...members]) checkTypes(item.name, node, context)
}

/** Check that readers can find the types in a signature, on a page or in another package. */
function checkTypes(owner: string, node: Node, context: DocContext): void {
  for (const { name, at, declaration } of typesIn(node)) {
    const isForeign = /\/node_modules\//.test(declaration.getSourceFile().getFilePath())
    if (isForeign || context.isDescribed(declaration)) continue
    const place = at.getSourceFile().getLineAndColumnAtPos(at.getStart())
    const reason = `Unexpected type \`${name}\` in the signature of \`${owner}\`, expected an export`
    sayAt(at, context, place, reason, 'reference-link')
  }
}

function checkDescribed(item: Documented, context: DocContext, prefix = ''): void {
  const text = item.doc?.text ?? ''
  if (text === '') {
    say(item.node, context, `Missing docstring of \`${prefix}${item.name}\``)
  }
  if (item.doc !== undefined) checkText(item.node, item.doc, context)
}

function checkFunction(item: Export, doc: DocComment, context: DocContext): void {
  if (!Node.isFunctionDeclaration(item.node)) return
  const described = doc.tags.flatMap(({ tag, name }) => (tag === 'param' && name ? [name] : []))
  const names = item.node.getParameters().map((parameter) => parameter.getName())
  for (const parameter of item.node.getParameters()) {
    const name = parameter.getName()
    if (described.includes(name) || !Node.isIdentifier(parameter.getNameNode())) continue
    say(parameter, context, `Missing \`@param ${name}\` of \`${item.name}\``)
  }
  for (const tag of doc.tags) {
    if (tag.tag !== 'param' || names.includes(tag.name ?? '')) continue
    const expected = expectedOf(tag.name ?? '', names)
    const reason = `Unexpected \`@param ${tag.name ?? ''}\` of \`${item.name}\`, expected ${expected}`
    sayAt(item.node, context, tag.at, reason)
  }
  const returned = item.node.getReturnTypeNode()?.getText() ?? ''
  const silent = /^(?:void|never|Promise<void>|undefined|asserts .*)$/s.test(returned)
  if (!silent && !doc.tags.some(({ tag }) => tag === 'returns')) {
    say(item.node, context, `Missing \`@returns\` of \`${item.name}\``)
  }
}

/** Check the tags, links and Markdown of a docstring. */
export function checkText(node: Node, doc: DocComment, context: DocContext): void {
  for (const tag of doc.tags) {
    if (!known.includes(tag.tag)) {
      const expected = expectedOf(tag.tag, known)
      sayAt(node, context, tag.at, `Unexpected tag \`@${tag.tag}\`, expected ${expected}`)
    } else if (tag.text === '' && tag.tag !== 'packageDocumentation') {
      sayAt(node, context, tag.at, `Unexpected empty \`@${tag.tag}\`, expected text`)
    }
  }
  for (const part of [doc, ...doc.tags]) {
    for (const fault of faultsIn(part)) sayAt(node, context, fault, fault.reason)
    for (const match of part.text.matchAll(/\{@(\w+)\s*([^}]*)\}/g)) {
      const line = part.line + part.text.slice(0, match.index).split('\n').length - 1
      const [, tag = '', name = ''] = match
      if (tag === 'link' && context.known.has(name.trim())) continue
      const expected = tag === 'link' ? expectedOf(name.trim(), context.known) : '`@link`'
      const reason = `Unexpected \`${match[0]}\`, expected ${expected}`
      sayAt(node, context, { line, column: part.column }, reason, 'reference-link')
    }
  }
}

function say(node: Node, context: DocContext, reason: string): void {
  const at = node.getSourceFile().getLineAndColumnAtPos(node.getStart())
  sayAt(node, context, at, reason)
}

function sayAt(
  node: Node,
  { fileOf }: DocContext,
  { line, column }: { readonly line: number; readonly column: number },
  ...[reason, rule = 'reference-docstring']: readonly [reason: string, rule?: RuleId]
): void {
  report(fileOf(node), rule, reason, { line, column })
}
