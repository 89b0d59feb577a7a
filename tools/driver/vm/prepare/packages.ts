const image = /^linux-image-(\d+\.\d+\.[^-]+(?:-\d+)?)-amd64$/

/**
 * Find the newest kernel of a line among the names of packages.
 *
 * Packages roll: what is on offer today is gone in a month, so that no release is ever pinned.
 *
 * @param names
 *   Names of packages; those of other flavours (`cloud`, `rt`) are passed over.
 * @param line
 *   `6.12`; `newest`: any line.
 * @returns
 *   The release as in the package's name, without `-amd64`; none where there is none.
 */
export function newestKernel(names: readonly string[], line: string): string | undefined {
  const releases = names.flatMap((name) => image.exec(name)?.[1] ?? [])
  const fitting = releases.filter((release) => line === 'newest' || release.startsWith(`${line}.`))
  return fitting.sort(compareReleases).at(-1)
}

/** Order releases: by their numbers, one after the other. */
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
 * Find what an image is made of beside its own package: since 7.2, that one is empty.
 *
 * @param text
 *   What `apt-cache depends` prints.
 */
export function imagePackages(text: string): string[] {
  return [...text.matchAll(/Depends: (linux-(?:binary|modules)-\S+)/g)].map(
    ([, name]) => name ?? '',
  )
}

/**
 * Find what modules are built with among the dependencies of a package of headers.
 *
 * @param text
 *   What `apt-cache depends` prints.
 */
export function buildPackages(text: string): string[] {
  const found = text.matchAll(/Depends: (linux-headers-\S+-common|linux-kbuild-\S+)/g)
  return [...found].map((match) => match[1] as string)
}

/**
 * Find the compiler that a kernel was made with among the dependencies of a package of headers.
 *
 * @param text
 *   What `apt-cache depends` prints.
 * @returns
 *   Name of its package: `gcc-12`, `gcc-16-for-host`; none where none is named.
 */
export function compilerPackage(text: string): string | undefined {
  return /Depends: (gcc-\d+\S*)/.exec(text)?.[1]
}
