const image = /^linux-image-(\d+\.\d+\.[^-]+(?:-\d+)?)-amd64$/

/**
 * Find the newest kernel of a line among package names.
 *
 * The archive removes old releases within weeks, so no release is pinned.
 *
 * @param names
 *   Names of packages; other flavors (`cloud`, `rt`) are ignored.
 * @param line
 *   `6.12`; `newest`: any line.
 * @returns
 *   Release as in the package name, without `-amd64`; `undefined` if there is none.
 */
export function newestKernel(names: readonly string[], line: string): string | undefined {
  const releases = names.flatMap((name) => image.exec(name)?.[1] ?? [])
  const fitting = releases.filter((release) => line === 'newest' || release.startsWith(`${line}.`))
  return fitting.sort(compareReleases).at(-1)
}

/** Compare releases number by number. */
export function compareReleases(one: string, other: string): number {
  const [left, right] = [numbersOf(one), numbersOf(other)]
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

function numbersOf(release: string): number[] {
  return (release.match(/\d+/g) ?? []).map(Number)
}

/**
 * Find the other packages of an image: since 7.2, its own package is empty.
 *
 * @param text
 *   Output of `apt-cache depends`.
 */
export function imagePackages(text: string): string[] {
  return [...text.matchAll(/Depends: (linux-(?:binary|modules)-\S+)/g)].map(
    ([, name]) => name ?? '',
  )
}

/**
 * Find the packages for building modules among the dependencies of a headers package.
 *
 * @param text
 *   Output of `apt-cache depends`.
 */
export function buildPackages(text: string): string[] {
  const found = text.matchAll(/Depends: (linux-headers-\S+-common|linux-kbuild-\S+)/g)
  return [...found].map((match) => match[1] as string)
}

/**
 * Find the compiler of a kernel among the dependencies of a headers package.
 *
 * @param text
 *   Output of `apt-cache depends`.
 * @returns
 *   Name of its package (`gcc-12`, `gcc-16-for-host`); `undefined` if none is named.
 */
export function compilerPackage(text: string): string | undefined {
  return /Depends: (gcc-\d+\S*)/.exec(text)?.[1]
}
