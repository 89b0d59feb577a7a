/** Text in a drawing. */
export interface SvgText {
  readonly type: 'text'
  readonly value: string
}

/** An element of a drawing, in the form of hast, for use in a page. */
export interface SvgElement {
  readonly type: 'element'
  readonly tagName: string
  readonly properties: Readonly<Record<string, string | number>>
  readonly children: readonly (SvgElement | SvgText)[]
}

/** Make an element. */
export function svg(
  tagName: string,
  properties: SvgElement['properties'],
  ...children: readonly (SvgElement | string)[]
): SvgElement {
  const nodes = children.map((child) =>
    typeof child === 'string' ? ({ type: 'text', value: child } as const) : child,
  )
  return { type: 'element', tagName, properties, children: nodes }
}

/**
 * Format a drawing as a file.
 *
 * @param root
 *   Drawing from `sequenceSvg`.
 * @returns
 *   XML with its namespace, colors for both themes, and a final line feed.
 */
export function formatSvg(root: SvgElement): string {
  const style = svg('style', {}, themes)
  const properties = { xmlns: 'http://www.w3.org/2000/svg', ...root.properties }
  return `${format({ ...root, properties, children: [style, ...root.children] })}\n`
}

// A page styles these classes itself; a file has no other style.
const themes = [
  'svg{color:#1d2327;background:#fcfcfa;font-family:monospace}',
  '.waits{color:#6d3fa8}.signal{color:#1d4f91}.killed{color:#a01838}.quiet{color:#586169}',
  '@media(prefers-color-scheme:dark){svg{color:#d9dfe2;background:#14181b}',
  '.waits{color:#cbb0f7}.signal{color:#93bdf0}.killed{color:#f79aac}.quiet{color:#9ba7ae}}',
].join('')

function format(node: SvgElement | SvgText): string {
  if (node.type === 'text') return escapeXml(node.value)
  const { tagName, properties, children } = node
  const attributes = Object.entries(properties).map(
    ([key, value]) => ` ${key}="${escapeXml(String(value)).replaceAll('"', '&quot;')}"`,
  )
  const open = `<${tagName}${attributes.join('')}`
  if (children.length === 0) return `${open}/>`
  // Each shape gets its own line, for readable diffs.
  const [before, between] = tagName === 'svg' || tagName === 'g' ? ['\n', '\n'] : ['', '']
  return `${open}>${before}${children.map(format).join(between)}${before}</${tagName}>`
}

// XML cannot represent most control characters.
function escapeXml(text: string): string {
  return [...text]
    .map((char) => (/[\p{Cc}\ud800-\udfff\ufffe\uffff]/u.test(char) ? '\ufffd' : char))
    .join('')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
}
