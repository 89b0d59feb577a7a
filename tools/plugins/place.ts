import type { ReportPlace } from '../message/index.ts'

/** Check whether a value is a point or a range of a page. */
export function isPlace(value: unknown): value is ReportPlace {
  return isPoint(value) || isRange(value)
}

/** Check whether a value is a range of a page, as a node has it. */
export function isRange(value: unknown): boolean {
  const { start, end } = Object(value)
  return isPoint(start) && isPoint(end)
}

function isPoint(value: unknown): boolean {
  const { line, column, offset = 0 } = Object(value)
  return [line, column, offset + 1].every((number) => Number.isInteger(number) && number > 0)
}
