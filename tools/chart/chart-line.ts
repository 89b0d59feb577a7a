/** One line of a trace: a JSON object. */
export type ChartLine = Readonly<Record<string, unknown>>
