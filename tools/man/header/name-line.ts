import { pageName, pageSection } from '../../words/index.ts'

/** Content of a title or a NAME section. */
export interface NameLine {
  readonly names: readonly string[]
  readonly section?: string
  readonly phrase?: string
}

const parts = /^(.*?)(?:\s+(?:--?|[–—])\s+(\S.*))?$/s
const oneName = new RegExp(String.raw`^(${pageName})(?:\((${pageSection})\))?$`)
const whole = new RegExp(`^${pageName}$`)

/** Whether a text can name a page. */
export function isPageName(text: string): boolean {
  return whole.test(text)
}

/**
 * Read a title such as `foo(1), bar(1) -- what it is`; a title without a section, or a sentence
 * that mentions a page, does not name the page.
 */
export function readTitleLine(text: string): NameLine | undefined {
  const line = readNameLine(text)
  return line?.section === undefined ? undefined : line
}

/** Read a line of a NAME section, such as `foo, bar - what it is`. */
export function readNameLine(text: string): NameLine | undefined {
  const [, left = '', phrase] = parts.exec(text.trim()) ?? []
  const matches = left.split(/,\s*/).map((part) => oneName.exec(part))
  if (matches.some((match) => match === null)) return
  const sections = new Set(matches.flatMap((match) => match?.[2] ?? []))
  if (sections.size > 1) return
  const [section] = sections
  return {
    names: matches.map((match) => match?.[1] ?? ''),
    ...(section === undefined ? {} : { section }),
    ...(phrase === undefined ? {} : { phrase }),
  }
}
