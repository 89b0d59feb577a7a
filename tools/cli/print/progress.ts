import { visibleLine } from '../../message/index.ts'
import type { Io } from '../io.ts'
import { control } from './printer.ts'

/** Progress of a long job. */
export interface Step {
  readonly done: number
  readonly total: number
  /** Current item: `docs/x.7.md host`. */
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
 * Open a progress display on standard error.
 *
 * @param io
 *   Selects the form.
 * @param now
 *   Clock in milliseconds.
 * @returns
 *   Display; it rewrites its line ten times a second, or prints a plain line every five seconds.
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
 * Describe a step, with an estimate of the time left.
 *
 * @param step
 *   Progress.
 * @param elapsedMs
 *   Milliseconds since the start.
 * @returns
 *   `12/40 docs/x.7.md host, about 3 s left`.
 */
export function stepText(step: Step, elapsedMs: number): string {
  const { done, total, label } = step
  const leftMs = done === 0 ? 0 : (elapsedMs / done) * (total - done)
  const left = leftMs >= 1000 ? `, about ${Math.round(leftMs / 1000)} s left` : ''
  return `${done}/${total} ${label}${left}`
}
