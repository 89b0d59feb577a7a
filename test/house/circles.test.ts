import { posix } from 'node:path'
import { expect, test } from 'vitest'
import { textOf, tracked } from './tree.ts'

const imports = /(?:^|\n)\s*(?:import|export)\s[^'"`;]*?from\s+'(\.[^']+)'|import\('(\.[^']+)'\)/g

/** List the imports of each file, types included. */
function graphOf(paths: readonly string[]): Map<string, string[]> {
  return new Map(
    paths.map((path) => {
      const used = [...textOf(path).matchAll(imports)].map(([, first, second]) =>
        posix.join(posix.dirname(path), first ?? second ?? ''),
      )
      return [path, used]
    }),
  )
}

/** Find circles of imports, each listed from the file that closes it. */
function circlesOf(graph: ReadonlyMap<string, readonly string[]>): string[] {
  const found: string[] = []
  const done = new Set<string>()
  const visit = (path: string, above: readonly string[]): void => {
    const at = above.indexOf(path)
    if (at >= 0) found.push([...above.slice(at), path].join(' -> '))
    if (at >= 0 || done.has(path)) return
    for (const used of graph.get(path) ?? []) visit(used, [...above, path])
    done.add(path)
  }
  for (const path of graph.keys()) visit(path, [])
  return found
}

test('no imports are circular, types included', () => {
  expect(circlesOf(graphOf(tracked('tools/*.ts')))).toEqual([])
})
