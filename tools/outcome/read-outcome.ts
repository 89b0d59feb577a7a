import { nearest } from '../words/index.ts'
import { errnos } from './errnos.ts'
import type { Json, Outcome } from './outcome.ts'
import { isSignal, signals } from './signals.ts'

/** Why a text is no outcome. */
export interface OutcomeProblem {
  /** Sentence for a message: "Unexpected X, expected Y". */
  readonly problem: string
}

const words = ['ok', 'none', 'blocks'] as const

/**
 * Read an outcome as it stands in a `//=>` comment or in evidence.
 *
 * @param text
 *   One outcome, without selector; outer white space is ignored.
 * @returns
 *   Outcome, or the problem.
 * @see manproof(1), "An example"
 */
export function readOutcome(text: string): Outcome | OutcomeProblem {
  const trimmed = text.trim()
  const word = words.find((known) => known === trimmed)
  if (word) return { kind: word }
  if (trimmed === '') return { problem: 'Unexpected empty outcome, expected for instance `ok`' }
  if (/^after\b/.test(trimmed)) return readAfter(trimmed)
  if (/^killed\b/.test(trimmed)) return readKilled(trimmed)
  if (/^E[A-Z\d]+$/.test(trimmed)) return readErrno(trimmed)
  if (/^SIG[A-Z\d]+([+-]\d+)?$/.test(trimmed)) return readSignal(trimmed)
  return readValue(trimmed)
}

function readAfter(text: string): Outcome | OutcomeProblem {
  const match = /^after\s+T\s*:\s*(.*)$/s.exec(text)
  if (!match) return { problem: `Unexpected outcome \`${text}\`, expected \`after T: OUTCOME\`` }
  const outcome = readOutcome(match[1] ?? '')
  if ('problem' in outcome) return outcome
  if (outcome.kind === 'after' || outcome.kind === 'blocks') {
    const problem = `Unexpected \`${match[1]}\` behind \`after T:\`, expected how the call ends`
    return { problem }
  }
  return { kind: 'after', outcome }
}

function readKilled(text: string): Outcome | OutcomeProblem {
  const match = /^killed\s+(SIG\S+)$/.exec(text)
  if (!match) return { problem: `Unexpected outcome \`${text}\`, expected \`killed SIGNAL\`` }
  const signal = readSignal(match[1] ?? '')
  return 'problem' in signal ? signal : { ...signal, kind: 'killed' }
}

function readErrno(code: string): Outcome | OutcomeProblem {
  if (errnos.has(code)) return { kind: 'errno', code }
  const expected = nearest(code, errnos)
  const hint = expected === undefined ? 'a name of errno(3)' : `\`${expected}\``
  return { problem: `Unexpected error name \`${code}\`, expected ${hint}` }
}

function readSignal(signal: string): { kind: 'signal'; signal: string } | OutcomeProblem {
  if (isSignal(signal)) return { kind: 'signal', signal }
  const expected = nearest(signal, signals)
  const hint = expected === undefined ? 'a name of signal(7)' : `\`${expected}\``
  return { problem: `Unexpected signal name \`${signal}\`, expected ${hint}` }
}

function readValue(text: string): Outcome | OutcomeProblem {
  try {
    const value = JSON.parse(text, withoutMinusZero) as Json
    if (isPrintable(value)) return { kind: 'value', value }
  } catch {
    // Not JSON: a mistyped word, for which the parser's own message is no help.
  }
  const expected = nearest(text, [...words, ...errnos, ...signals])
  const hint =
    expected === undefined
      ? 'a JSON value, `ok`, `none`, `blocks`, `after T: OUTCOME`, `killed SIGNAL`, an errno name or a signal name'
      : `\`${expected}\``
  return { problem: `Unexpected outcome \`${text}\`, expected ${hint}` }
}

// `-0` parses, to a number that JSON prints as `0`.
function withoutMinusZero(_key: string, value: Json): Json {
  return Object.is(value, -0) ? 0 : value
}

// 1e999 parses, to a number that JSON cannot print.
function isPrintable(value: Json): boolean {
  if (typeof value === 'number') return Number.isFinite(value)
  if (typeof value !== 'object' || value === null) return true
  return Object.values(value).every(isPrintable)
}
