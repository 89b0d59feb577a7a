import type { Target } from '../../outcome/index.ts'

/** Text for a target in a comment; `undefined` if neither the page nor a run provides one. */
export interface Wanted {
  readonly target: Target
  readonly text: string | undefined
}

/** One part of a comment; the default part has no selector. */
export interface ChosenClaim {
  readonly selector?: string
  readonly text: string
}

/**
 * Choose the shortest comment that is right for every target.
 *
 * @param wanted
 *   Right text for each target.
 * @param byDefault
 *   Current default; kept while it is right for at least one target.
 * @param leading
 *   Selector of the targets that the page is about.
 * @returns
 *   Default first, then the least specific selectors that are right for all of their targets.
 */
export function chooseClaims(
  wanted: readonly Wanted[],
  byDefault: string | undefined,
  leading: string,
): ChosenClaim[] {
  const fallback = chooseDefault(wanted, byDefault, leading)
  const claims: ChosenClaim[] = fallback === undefined ? [] : [{ text: fallback }]
  let open = wanted.filter(({ text }) => text !== undefined && text !== fallback)
  while (open.length > 0) {
    const claim = bestClaim(wanted, open)
    if (!claim) break
    claims.push(claim)
    open = open.filter(({ target }) => !answers(target, claim.selector))
  }
  return claims
}

function chooseDefault(
  wanted: readonly Wanted[],
  byDefault: string | undefined,
  leading: string,
): string | undefined {
  const texts = wanted.flatMap(({ text }) => text ?? [])
  if (byDefault !== undefined && texts.includes(byDefault)) return byDefault
  // A page states its subject first and then how others differ, so its targets set the default.
  const leaders = wanted.filter(({ target }) => target.selectors.includes(leading))
  return mostFrequent(leaders.flatMap(({ text }) => text ?? [])) ?? mostFrequent(texts)
}

function mostFrequent(texts: readonly string[]): string | undefined {
  const counts = new Map<string, number>()
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0]
}

function bestClaim(
  wanted: readonly Wanted[],
  open: readonly Wanted[],
): { selector: string; text: string } | undefined {
  const [first] = open
  if (first?.text === undefined) return undefined
  const { text, target } = first
  const right = [...target.selectors, target.name].filter((selector) =>
    wanted.every((item) => !answers(item.target, selector) || isOrMayBe(item.text, text)),
  )
  // Selectors go from general to specific, so of two with the same reach the general one wins.
  const reach = (selector: string): number =>
    open.filter((item) => answers(item.target, selector)).length
  const [selector] = right.sort((a, b) => reach(b) - reach(a))
  return selector === undefined ? undefined : { selector, text }
}

function isOrMayBe(text: string | undefined, wanted: string): boolean {
  return text === undefined || text === wanted
}

function answers(target: Target, selector: string): boolean {
  return target.name === selector || target.selectors.includes(selector)
}
