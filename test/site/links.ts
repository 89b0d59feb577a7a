/** A link of a document of the output. */
export interface Link {
  readonly from: string
  readonly href: string
}

/** A start tag, as a browser reads it. */
export interface Tag {
  readonly name: string
  readonly attributes: readonly (readonly [name: string, value: string])[]
}

/** Start tags of a compiled document; `<` in its text is always escaped, in quotes it may stand. */
export function readTags(html: string): readonly Tag[] {
  const tags = html.matchAll(/<([a-z][a-z0-9]*)((?:\s+[^\s=>"]+(?:=(?:"[^"]*"|[^\s">]+))?)*)\s*>/g)
  return [...tags].map(([, name = '', rest = '']) => ({
    name,
    attributes: [...rest.matchAll(/([^\s=>"]+)(?:=(?:"([^"]*)"|([^\s">]+)))?/g)].map(
      ([, key = '', quoted, bare]) => [key, decodeEntities(quoted ?? bare ?? '')] as const,
    ),
  }))
}

/** Values of an attribute in a compiled document, in its order. */
export function readAttributes(html: string, name: string): readonly string[] {
  return readTags(html).flatMap(({ attributes }) =>
    attributes.filter(([key]) => key === name).map(([, value]) => value),
  )
}

/** Ids of a compiled document, with repetitions. */
export function readIds(html: string): readonly string[] {
  return readAttributes(html, 'id')
}

/** All links of the compiled documents. */
export function readLinks(files: ReadonlyMap<string, string>): readonly Link[] {
  return [...files]
    .filter(([path]) => path.endsWith('.html'))
    .flatMap(([from, html]) => readAttributes(html, 'href').map((href) => ({ from, href })))
}

/** Links that lead to no file of the output, or to no id of that file. */
export function findBroken(files: ReadonlyMap<string, string>): readonly Link[] {
  return readLinks(files).filter(({ from, href }) => {
    if (/^(?:https?:|mailto:|data:)/.test(href)) return false
    const [path = '', fragment] = href.split('#', 2)
    const html = files.get(path === '' ? from : decodeURI(path))
    if (html === undefined) return true
    return fragment !== undefined && !readIds(html).includes(fragment)
  })
}

/** Text with its numeric character references resolved; the compiler makes no others. */
export function decodeEntities(text: string): string {
  return text.replace(/&#x([0-9a-f]+);/gi, (_, code: string) =>
    String.fromCodePoint(Number.parseInt(code, 16)),
  )
}
