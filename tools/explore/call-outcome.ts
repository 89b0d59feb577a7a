import type { Value } from '../model/index.ts'

/** Answer of a call; pages have the same members for outcomes of the same kind. */
export type Answer =
  /** A handle, whose number depends on the order of calls. */
  | { readonly kind: 'ok' }
  | { readonly kind: 'value'; readonly value: Value }
  | { readonly kind: 'errno'; readonly code: string }
  /** A load or store raised a signal. */
  | { readonly kind: 'signal'; readonly signal: string }
  | { readonly kind: 'blocks' }
  | { readonly kind: 'killed'; readonly signal?: string }
  | { readonly kind: 'exits'; readonly code: number }
  | { readonly kind: 'unsupported'; readonly capability: string }
  /** Its process never made it. */
  | { readonly kind: 'unmade' }

/** Outcome of a call. */
export interface CallOutcome {
  readonly answer: Answer
  /** Seconds for which it slept; absent: it did not sleep. */
  readonly slept?: number
}

/**
 * Convert the result of a call to an answer.
 *
 * @param value
 *   Result of the model or of a trace.
 * @returns
 *   `ok` for a handle, else the value itself.
 */
export function answerOfValue(value: Value): Answer {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    const [key = ''] = Object.keys(value)
    if (['map', 'mr', 'buffers', 'pin', 'pipe'].includes(key)) return { kind: 'ok' }
  }
  return { kind: 'value', value }
}

/** Convert the code of a failed call to an answer; the code of a fault is a signal. */
export function answerOfCode(code: string): Answer {
  return code.startsWith('SIG') ? { kind: 'signal', signal: code } : { kind: 'errno', code }
}

/**
 * Format an outcome; different outcomes have different texts.
 *
 * @param outcome
 *   Outcome of a call.
 * @returns
 *   `0`, `EAGAIN`, `blocks`, `blocks, then 0`, `after 45 s: ETXTBSY`, `killed SIGIO`, `not made`.
 */
export function outcomeText({ answer, slept }: CallOutcome): string {
  const text = answerText(answer)
  if (slept === undefined) return text
  return slept > 0 ? `after ${slept} s: ${text}` : `blocks, then ${text}`
}

function answerText(answer: Answer): string {
  switch (answer.kind) {
    case 'ok':
    case 'blocks':
      return answer.kind
    case 'value':
      return typeof answer.value === 'string' ? answer.value : JSON.stringify(answer.value)
    case 'errno':
      return answer.code
    case 'signal':
      return answer.signal
    case 'killed':
      return answer.signal === undefined ? 'killed' : `killed ${answer.signal}`
    case 'exits':
      return `exits ${answer.code}`
    case 'unsupported':
      return `unsupported ${answer.capability}`
    case 'unmade':
      return 'not made'
  }
}
