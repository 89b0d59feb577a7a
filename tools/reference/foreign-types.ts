import type { Node } from 'ts-morph'
import { allMembersOf, type IsTold } from './bases.ts'
import type { Export } from './read-exports.ts'
import { typesIn } from './types-in.ts'

/** Types that signatures of a page name and the page does not tell of. */
export interface ForeignTypes {
  /** Names by the page that tells of them: `manproof-driver(3)`. */
  readonly pages: ReadonlyMap<string, readonly string[]>
  /** Names by the package that has them; those of TypeScript and Node.js are left out. */
  readonly packages: ReadonlyMap<string, readonly string[]>
}

/** Where exports are told of. */
interface Homes {
  readonly isTold: IsTold
  /** Whether the module of the page has it as well. */
  isOwn(node: Node): boolean
  pageOf(node: Node): string
}

/** Sort the types that a reader has to look for elsewhere. */
export function foreignTypes(
  exports: readonly Export[],
  { isTold, isOwn, pageOf }: Homes,
): ForeignTypes {
  const pages = new Map<string, string[]>()
  const packages = new Map<string, string[]>()
  const nodes = exports.flatMap(({ node }) => [
    node,
    ...allMembersOf(node, isTold).map((member) => member.node),
  ])
  for (const { name, declaration } of nodes.flatMap(typesIn)) {
    const from = packageOf(declaration)
    if (from !== undefined) add(packages, from, name)
    else if (isTold(declaration) && !isOwn(declaration)) add(pages, pageOf(declaration), name)
  }
  return { pages, packages }
}

function packageOf(declaration: Node): string | undefined {
  const path = declaration.getSourceFile().getFilePath()
  const [, name] = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path) ?? []
  const isKnown = name === undefined || name === 'typescript' || name === '@types/node'
  return isKnown ? undefined : name.replace(/^@types\//, '')
}

function add(groups: Map<string, string[]>, key: string, name: string): void {
  const names = groups.get(key) ?? []
  if (!names.includes(name)) groups.set(key, [...names, name].sort())
}
