import type { Node } from 'ts-morph'
import { allMembersOf, type IsDescribed } from './bases.ts'
import type { Export } from './read-exports.ts'
import { typesIn } from './types-in.ts'

/** Types in the signatures of a page that the page does not describe. */
export interface ForeignTypes {
  /** Names by the page that describes them: `manproof-driver(3)`. */
  readonly pages: ReadonlyMap<string, readonly string[]>
  /** Names by package, without those of TypeScript and Node.js. */
  readonly packages: ReadonlyMap<string, readonly string[]>
}

/** Pages of exports. */
interface Homes {
  readonly isDescribed: IsDescribed
  /** Whether the module of the page also exports it. */
  isOwn(node: Node): boolean
  pageOf(node: Node): string
}

/** Group the types that are described elsewhere. */
export function foreignTypes(
  exports: readonly Export[],
  { isDescribed, isOwn, pageOf }: Homes,
): ForeignTypes {
  const pages = new Map<string, string[]>()
  const packages = new Map<string, string[]>()
  const nodes = exports.flatMap(({ node }) => [
    node,
    ...allMembersOf(node, isDescribed).map((member) => member.node),
  ])
  for (const { name, declaration } of nodes.flatMap(typesIn)) {
    const from = packageOf(declaration)
    if (from !== undefined) add(packages, from, name)
    else if (isDescribed(declaration) && !isOwn(declaration)) add(pages, pageOf(declaration), name)
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
