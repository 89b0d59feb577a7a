/** A link of a compiled document. */
export interface Link {
  readonly from: string
  readonly href: string
}

/** A start tag, as browsers read it. */
export interface Tag {
  readonly name: string
  readonly attributes: readonly (readonly [name: string, value: string])[]
}

/** Read the start tags of a compiled document; `<` is escaped in text, but not in quotes. */
export function readTags(html: string): readonly Tag[] {
  const tags = html.matchAll(/<([a-z][a-z0-9]*)((?:\s+[^\s=>"]+(?:=(?:"[^"]*"|[^\s">]+))?)*)\s*>/g)
  return [...tags].map(([, name = '', rest = '']) => ({
    name,
    attributes: [...rest.matchAll(/([^\s=>"]+)(?:=(?:"([^"]*)"|([^\s">]+)))?/g)].map(
      ([, key = '', quoted, bare]) => [key, decodeEntities(quoted ?? bare ?? '')] as const,
    ),
  }))
}

/** List the values of an attribute in a compiled document, in order. */
export function readAttributes(html: string, name: string): readonly string[] {
  return readTags(html).flatMap(({ attributes }) =>
    attributes.filter(([key]) => key === name).map(([, value]) => value),
  )
}

/** List the ids of a compiled document, with repetitions. */
export function readIds(html: string): readonly string[] {
  return readAttributes(html, 'id')
}

/** List all links of the compiled documents. */
export function readLinks(files: ReadonlyMap<string, string>): readonly Link[] {
  return [...files]
    .filter(([path]) => path.endsWith('.html'))
    .flatMap(([from, html]) => readAttributes(html, 'href').map((href) => ({ from, href })))
}

/** Find links to missing files or ids. */
export function findBroken(files: ReadonlyMap<string, string>): readonly Link[] {
  return readLinks(files).filter(({ from, href }) => {
    if (/^(?:https?:|mailto:|data:)/.test(href)) return false
    const [path = '', fragment] = href.split('#', 2)
    const html = files.get(path === '' ? from : decodeURI(path))
    if (html === undefined) return true
    return fragment !== undefined && !readIds(html).includes(fragment)
  })
}

/** Resolve the numeric character references in a text; the compiler makes no others. */
export function decodeEntities(text: string): string {
  return text.replace(/&#x([0-9a-f]+);/gi, (_, code: string) =>
    String.fromCodePoint(Number.parseInt(code, 16)),
  )
}
