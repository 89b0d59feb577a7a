/**
 * Sort modules into an order in which they can be loaded one by one.
 *
 * @param wanted
 *   Names as for `modprobe`; `-` and `_` are equivalent.
 * @param dependencies
 *   Text of `modules.dep`, which lists the dependencies of each module, nearest last.
 * @returns
 *   Paths in loading order; `missing` lists names that are built in or do not exist.
 * @see modules.dep(5)
 */
export function moduleOrder(
  wanted: readonly string[],
  dependencies: string,
): { readonly paths: readonly string[]; readonly missing: readonly string[] } {
  const needs = new Map<string, readonly string[]>()
  const byName = new Map<string, string>()
  for (const line of dependencies.split('\n')) {
    const [path, rest] = line.split(':')
    if (!path || rest === undefined) continue
    needs.set(path, rest.split(' ').filter(Boolean))
    byName.set(moduleName(path), path)
  }
  const paths = new Set<string>()
  const add = (path: string): void => {
    if (paths.has(path)) return
    for (const need of [...(needs.get(path) ?? [])].reverse()) add(need)
    paths.add(path)
  }
  const missing: string[] = []
  for (const name of wanted) {
    const path = byName.get(name.replaceAll('-', '_'))
    if (path === undefined) missing.push(name)
    else add(path)
  }
  return { paths: [...paths], missing }
}

/** `kernel/fs/xfs/xfs.ko.xz` is `xfs`. */
export function moduleName(path: string): string {
  const file = path.slice(path.lastIndexOf('/') + 1)
  return file.replace(/\.ko(?:\.(?:xz|gz|zst))?$/, '').replaceAll('-', '_')
}
