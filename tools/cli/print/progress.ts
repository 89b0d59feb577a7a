import { visibleLine } from '../../message/index.ts'
import type { Io } from '../io.ts'
import { control } from './printer.ts'

/** Where a long job stands. */
export interface Step {
  readonly done: number
  readonly total: number
  /** What is being worked on: `docs/x.7.md host`. */
  readonly label: string
}

/** Shows steps on standard error until it is closed. */
export interface Progress {
  show(step: Step): void
  close(): void
}

const perLineMs = 100
const perReportMs = 5000

/**
 * Open a progress display that suits the standard error.
 *
 * @param io
 *   Says whether a line can be rewritten, whether plain lines are wanted, or nothing.
 * @param now
 *   Clock in milliseconds.
 * @returns
 *   Display: on a terminal one line at most ten times a second, in a pipe one every five seconds.
 */
export function openProgress(io: Io, now: () => number): Progress {
  const start = now()
  let last = io.progress === 'plain' ? start : Number.NEGATIVE_INFINITY
  let shown = false
  const interval = io.progress === 'line' ? perLineMs : perReportMs
  return {
    show(step) {
      if (io.progress === 'none' || now() - last < interval) return
      last = now()
      const text = stepText(step, last - start)
      if (io.progress === 'line') io.stderr(control.restart, visibleLine(text).slice(0, 79))
      else io.stderr(`${visibleLine(text)}\n`)
      shown = io.progress === 'line'
    },
    close() {
      if (shown) io.stderr(control.restart)
      shown = false
    },
  }
}

/**
 * Put a step in words.
 *
 * @param step
 *   Where the job stands.
 * @param elapsedMs
 *   Milliseconds since its start; the rest is estimated from them.
 * @returns
 *   `12/40 docs/x.7.md host, about 3 s left`.
 */
export function stepText(step: Step, elapsedMs: number): string {
  const { done, total, label } = step
  const leftMs = done === 0 ? 0 : (elapsedMs / done) * (total - done)
  const left = leftMs >= 1000 ? `, about ${Math.round(leftMs / 1000)} s left` : ''
  return `${done}/${total} ${label}${left}`
}
