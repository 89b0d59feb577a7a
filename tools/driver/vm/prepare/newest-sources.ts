/** A stanza of a list of sources, in the newer form of `sources.list(5)`. */
type Stanza = ReadonlyMap<string, string>

const archives = /\b(?:stable|oldstable|testing|bookworm|trixie|forky|duke)\b/

/**
 * Derive a list of sources for Debian's unstable suite from the machine's own.
 *
 * Only the suite changes: the same server, the same keys.
 *
 * @param texts
 *   Texts of the machine's `*.sources` files.
 * @param codename
 *   `VERSION_CODENAME` of the machine.
 * @returns
 *   Text of a `.sources` file; `undefined` if no stanza names a Debian archive.
 * @see sources.list(5), DEB822-STYLE FORMAT
 */
export function newestSources(texts: readonly string[], codename: string): string | undefined {
  const stanzas = texts.flatMap(readStanzas)
  const main = stanzas.find((stanza) => {
    const suites = stanza.get('suites')?.split(' ') ?? []
    const enabled = stanza.get('enabled')?.toLowerCase() !== 'no'
    return (
      enabled && suites.some((suite) => suite === codename || archives.exec(suite)?.[0] === suite)
    )
  })
  const uris = main?.get('uris')
  if (main === undefined || uris === undefined) return undefined
  const signed = main.get('signed-by')
  const lines = ['Types: deb', `URIs: ${uris}`, 'Suites: sid', 'Components: main']
  if (signed !== undefined) lines.push(`Signed-By: ${signed}`)
  return `${lines.join('\n')}\n`
}

/** Convert the older one-line form to stanzas of the newer one. */
export function stanzasOfList(text: string): string {
  return text
    .split('\n')
    .flatMap((line) => {
      const match = /^deb\s+(?:\[([^\]]*)\]\s+)?(\S+)\s+(\S+)\s/.exec(line)
      if (match === null) return []
      const [, options = '', uri, suite] = match
      const signed = /signed-by=(\S+)/.exec(options)?.[1]
      const key = signed === undefined ? '' : `Signed-By: ${signed}\n`
      return `Types: deb\nURIs: ${uri}\nSuites: ${suite}\n${key}`
    })
    .join('\n')
}

function readStanzas(text: string): Stanza[] {
  const plain = text.replace(/^#.*\n/gm, '').replace(/\n[ \t]+/g, ' ')
  return plain.split(/\n\s*\n/).map((block) => {
    const fields = [...block.matchAll(/^([\w-]+):[ \t]*(.*)$/gm)]
    return new Map(fields.map((match) => [(match[1] as string).toLowerCase(), match[2] as string]))
  })
}
