import { type ExpressionWithTypeArguments, Node } from 'ts-morph'
import { type Documented, membersOf } from './read-exports.ts'
import { declarationOf } from './types-in.ts'

/** Base of an interface or a class. */
export interface Base {
  /** Source text: `Omit<Options, 'signal'>`. */
  readonly text: string
  /** Type whose members it has. */
  readonly name: string
  readonly declaration: Node | undefined
  /** Omitted members. */
  readonly without: readonly string[]
}

/** Returns whether a page describes a declaration. */
export type IsDescribed = (declaration: Node) => boolean

/** List the bases of an interface or a class. */
export function basesOf(node: Node): readonly Base[] {
  if (Node.isInterfaceDeclaration(node)) return node.getExtends().map(readBase)
  const base = Node.isClassDeclaration(node) ? node.getExtends() : undefined
  return base === undefined ? [] : [readBase(base)]
}

/** Check whether no page describes a base, so that types that extend it show its members. */
export function isInlined({ declaration }: Base, isDescribed: IsDescribed): boolean {
  if (declaration === undefined || isDescribed(declaration)) return false
  const isForeign = /\/node_modules\//.test(declaration.getSourceFile().getFilePath())
  return Node.isInterfaceDeclaration(declaration) && !isForeign
}

/** List the members of an interface or class: its own, then those of inlined bases. */
export function allMembersOf(node: Node, isDescribed: IsDescribed): readonly Documented[] {
  const inherited = basesOf(node)
    .filter((base) => isInlined(base, isDescribed))
    .flatMap(({ declaration, without }) =>
      declaration === undefined
        ? []
        : allMembersOf(declaration, isDescribed).filter(({ name }) => !without.includes(name)),
    )
  const own = membersOf(node)
  const names = new Set(own.map(({ name }) => name))
  return [...own, ...inherited.filter(({ name }) => !names.has(name))]
}

function readBase(base: ExpressionWithTypeArguments): Base {
  const text = base.getText().replace(/\s+/g, ' ')
  const expression = base.getExpression()
  const [from, left] = base.getTypeArguments()
  const isOmit = expression.getText() === 'Omit' && Node.isTypeReference(from)
  const name = isOmit ? from.getTypeName() : expression
  const without = isOmit ? [...(left?.getText() ?? '').matchAll(/'([^']*)'/g)] : []
  return {
    text,
    name: name.getText(),
    declaration: declarationOf(name),
    without: without.map(([, word = '']) => word),
  }
}
