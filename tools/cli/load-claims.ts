import type { TraceLine } from '../driver/index.ts'
import { claimFor, formatOutcome, type Outcome, type Target } from '../outcome/index.ts'
import type { Example } from '../page/index.ts'
import { offsetInCode, prepareExample } from '../run/index.ts'
import type { SitedTrace } from './tracing-driver.ts'

/** What a page says of a call, with the calls of the trace that it speaks of. */
export interface LoadedClaim {
  readonly path: string
  /** Place of the comment in the page. */
  readonly line: number
  readonly column: number
  /** As the target has it: `after T: ETXTBSY`. */
  readonly text: string
  readonly expected: Outcome
  /** Whether the program waits for the call there, or only looks at it. */
  readonly awaited: boolean
  /** Ids; several in a loop, none if the claim is about another world. */
  readonly calls: readonly TraceLine['id'][]
}

/** Calls by their place in the code of the example. */
type Sites = readonly { readonly id: unknown; readonly at: number }[]

/**
 * Find out which calls of a run each claim of an example speaks of.
 *
 * @param path
 *   Page of the example.
 * @param example
 *   Example that was run.
 * @param run
 *   Its trace with the places of the calls, and the target that it ran on.
 * @returns
 *   The claims that the page makes for the target, in the order of the page.
 */
export function loadClaims(
  path: string,
  example: Example,
  run: { readonly chosen: SitedTrace; readonly target: Target },
): readonly LoadedClaim[] {
  const program = prepareExample(example)
  const sites = run.chosen.sites.flatMap(([id, line, column]) => {
    const at = offsetInCode(program, example, { line, column })
    return at === undefined ? [] : [{ id, at }]
  })
  return example.expectations.flatMap((expectation) => {
    const claim = claimFor(expectation, run.target)
    if (claim === undefined) return []
    const { start, end } = expectation.expression
    const { line, column } = expectation.place.start
    const calls = callsWithin(example.code, sites, [start, end])
    const text = formatOutcome(claim.outcome)
    const { awaited } = expectation
    return [{ path, line, column, text, expected: claim.outcome, awaited, calls }]
  })
}

/** Calls made by an expression, or by the one that made the promise that it names. */
function callsWithin(
  code: string,
  sites: Sites,
  [start, end]: readonly [number, number],
): readonly unknown[] {
  const own = sites.filter(({ at }) => start <= at && at < end).map(({ id }) => id)
  if (own.length > 0) return own
  const name = /^\w+$/.exec(code.slice(start, end).trim())?.[0]
  if (name === undefined) return []
  const declared = new RegExp(`\\b(?:const|let) ${name}(?::[^=]+)? = `).exec(code.slice(0, start))
  if (declared === null) return []
  const from = declared.index + declared[0].length
  const alias = /^\w+(?=\s*(?:\/\/|\n|;))/.exec(code.slice(from))?.[0]
  if (alias !== undefined) return callsWithin(code, sites, [from, from + alias.length])
  const next = Math.min(...sites.map(({ at }) => at).filter((at) => at >= from))
  if (/\n(?:const|let|await) /.test(code.slice(from, next))) return []
  return sites.filter(({ at }) => at === next).map(({ id }) => id)
}
