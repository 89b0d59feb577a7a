import { nearest } from '../words/index.ts'
import type { Json, Outcome } from './outcome.ts'
import { otherNames, type Vocabulary } from './vocabulary.ts'

/** The reason why a text is not an outcome. */
export interface OutcomeProblem {
  /** Sentence for a message: "Unexpected X, expected Y". */
  readonly problem: string
}

const words = ['ok', 'none', 'blocks'] as const

type Names = Pick<Vocabulary, 'errors' | 'signals' | 'aliases'>

/**
 * Read an outcome from a `//=>` comment or from evidence.
 *
 * @param text
 *   One outcome, without selector; outer white space is ignored.
 * @param names
 *   Known errors and signals; default: any words of that form, as in evidence.
 * @returns
 *   Outcome, or the problem.
 * @see manproof(1), "An example"
 */
export function readOutcome(text: string, names?: Names): Outcome | OutcomeProblem {
  const trimmed = text.trim()
  const word = words.find((known) => known === trimmed)
  if (word) return { kind: word }
  if (trimmed === '') return { problem: 'Missing outcome, expected for example `ok`' }
  if (/^after\b/.test(trimmed)) return readAfter(trimmed, names)
  if (/^killed\b/.test(trimmed)) return readKilled(trimmed, names)
  if (/^E[A-Z\d]+$/.test(trimmed)) return readErrno(trimmed, names)
  if (/^SIG[A-Z\d]+([+-]\d+)?$/.test(trimmed)) return readSignal(trimmed, names)
  return readValue(trimmed, names)
}

function readAfter(text: string, names?: Names): Outcome | OutcomeProblem {
  const match = /^after\s+T\s*:\s*(.*)$/s.exec(text)
  if (!match) return { problem: `Unexpected outcome \`${text}\`, expected \`after T: OUTCOME\`` }
  const outcome = readOutcome(match[1] ?? '', names)
  if ('problem' in outcome) return outcome
  if (outcome.kind === 'after' || outcome.kind === 'blocks') {
    const problem = `Unexpected \`${match[1]}\` after \`after T:\`, expected an outcome that ends the call`
    return { problem }
  }
  return { kind: 'after', outcome }
}

function readKilled(text: string, names?: Names): Outcome | OutcomeProblem {
  const match = /^killed\s+(SIG\S+)$/.exec(text)
  if (!match) return { problem: `Unexpected outcome \`${text}\`, expected \`killed SIGNAL\`` }
  const signal = readSignal(match[1] ?? '', names)
  return 'problem' in signal ? signal : { ...signal, kind: 'killed' }
}

function readErrno(code: string, names?: Names): Outcome | OutcomeProblem {
  if (names === undefined || names.errors.includes(code)) {
    return { kind: 'errno', code, ...alsoOf(code, names) }
  }
  const expected = nearest(code, names.errors)
  const hint = expected === undefined ? 'a name of errno(3)' : `\`${expected}\``
  return { problem: `Unexpected error name \`${code}\`, expected ${hint}` }
}

function readSignal(
  signal: string,
  names?: Names,
): Extract<Outcome, { kind: 'signal' }> | OutcomeProblem {
  if (names === undefined || names.signals.includes(signal)) {
    return { kind: 'signal', signal, ...alsoOf(signal, names) }
  }
  // All numbered names would be equally near.
  const expected = /[+-]\d+$/.test(signal) ? undefined : nearest(signal, names.signals)
  const hint = expected === undefined ? 'a name of signal(7)' : `\`${expected}\``
  return { problem: `Unexpected signal name \`${signal}\`, expected ${hint}` }
}

function alsoOf(name: string, names?: Names): { readonly also?: readonly string[] } {
  const also = names === undefined ? [] : otherNames(names, name)
  return also.length === 0 ? {} : { also }
}

function readValue(text: string, names?: Names): Outcome | OutcomeProblem {
  try {
    const value = JSON.parse(text, withoutMinusZero) as Json
    if (isPrintable(value)) return { kind: 'value', value }
  } catch {
    // Not JSON but a mistyped word: the message of the parser would not help.
  }
  const expected = nearest(text, [...words, ...(names?.errors ?? []), ...(names?.signals ?? [])])
  const hint =
    expected === undefined
      ? 'a JSON value, `ok`, `none`, `blocks`, `after T: OUTCOME`, `killed SIGNAL`, an errno name or a signal name'
      : `\`${expected}\``
  return { problem: `Unexpected outcome \`${text}\`, expected ${hint}` }
}

// JSON prints `-0` as `0`.
function withoutMinusZero(_key: string, value: Json): Json {
  return Object.is(value, -0) ? 0 : value
}

// `1e999` parses as infinity, which JSON cannot print.
function isPrintable(value: Json): boolean {
  if (typeof value === 'number') return Number.isFinite(value)
  if (typeof value !== 'object' || value === null) return true
  return Object.values(value).every(isPrintable)
}
