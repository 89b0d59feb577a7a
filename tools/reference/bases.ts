import { type ExpressionWithTypeArguments, Node } from 'ts-morph'
import { type Documented, membersOf } from './read-exports.ts'
import { declarationOf } from './types-in.ts'

/** What an interface or a class is made of besides its own members. */
export interface Base {
  /** As it is written: `Omit<Options, 'signal'>`. */
  readonly text: string
  /** What it is, or takes members from. */
  readonly name: string
  readonly declaration: Node | undefined
  /** Members that it leaves out. */
  readonly without: readonly string[]
}

/** Tells whether a page speaks of what is declared there. */
export type IsTold = (declaration: Node) => boolean

/** Bases of an interface or a class, in their order. */
export function basesOf(node: Node): readonly Base[] {
  if (Node.isInterfaceDeclaration(node)) return node.getExtends().map(readBase)
  const base = Node.isClassDeclaration(node) ? node.getExtends() : undefined
  return base === undefined ? [] : [readBase(base)]
}

/** Tell whether the members of a base stand nowhere but in what extends it. */
export function isInlined({ declaration }: Base, isTold: IsTold): boolean {
  if (declaration === undefined || isTold(declaration)) return false
  const isForeign = /\/node_modules\//.test(declaration.getSourceFile().getFilePath())
  return Node.isInterfaceDeclaration(declaration) && !isForeign
}

/** Members of an interface or class: its own, then those of bases that no page speaks of. */
export function allMembersOf(node: Node, isTold: IsTold): readonly Documented[] {
  const inherited = basesOf(node)
    .filter((base) => isInlined(base, isTold))
    .flatMap(({ declaration, without }) =>
      declaration === undefined
        ? []
        : allMembersOf(declaration, isTold).filter(({ name }) => !without.includes(name)),
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
