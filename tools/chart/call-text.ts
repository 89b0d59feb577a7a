import type { ChartLine } from './chart-line.ts'

/** Current values of the names of a trace. */
export interface Values {
  /** By process; a child of `fork` has its parent's names. */
  readonly own: Map<string, Map<string, unknown>>
  readonly latest: Map<string, unknown>
}

const longest = 24

/** Strings printed without quotes: constants, and words of `sigaction` and `sigprocmask`. */
const constant =
  /^(?:(?:SIG|[A-Z]+_)[A-Z0-9_+-]+(?:\|[A-Za-z0-9_]+)*|fast|block|unblock|default|ignore|collect)$/

/** Format a call as strace(1) does: `fcntl(3, F_SETLEASE, F_RDLCK)`. */
export function callText(call: ChartLine, values: Values): string {
  const process = String(call['process'])
  const args = Array.isArray(call['args']) ? call['args'] : []
  const shown = args.map((argument) =>
    Array.isArray(argument)
      ? handlerText(argument, process, values)
      : argumentText(argument, process, values),
  )
  return `${call['call']}(${shown.join(', ')})`
}

/** Format the outcome of a call: `= 0`, `= EINVAL`. */
export function outcomeText(line: ChartLine): string {
  if ('errno' in line) return `= ${line['errno']}`
  if ('killed' in line) return `killed by ${line['killed']}`
  if ('unsupported' in line) return `unsupported: ${line['unsupported']}`
  return `= ${valueText(line['result'])}`
}

function argumentText(argument: unknown, process: string, values: Values): string {
  if (typeof argument !== 'string') return valueText(argument)
  const name = /^\$([^.]+)$/.exec(argument)?.[1]
  if (name !== undefined) {
    const own = values.own.get(process)
    const value = own?.has(name) ? own.get(name) : values.latest.get(name)
    // Its call failed or sleeps: -1, as in a replay.
    return value === undefined ? '-1' : valueText(value)
  }
  const child = /^\$(.+)\.pid$/.exec(argument)?.[1]
  if (child !== undefined) return `pid of ${child}`
  return constant.test(argument) ? argument : quoted(argument)
}

/** Format a result or a plain argument, shortened if it is long. */
function valueText(value: unknown): string {
  if (value === null || value === undefined) return 'none'
  if (typeof value === 'string') return value.startsWith('SIG') ? value : quoted(value)
  if (typeof value !== 'object') return String(value)
  const record = value as ChartLine
  if (typeof record['signal'] === 'string') return record['signal']
  if (typeof record['hex'] === 'string') return cut(record['hex'])
  const entries = Object.entries(record)
  const [first] = entries
  // A mapping, a memory region, a pin: `map 1`.
  if (entries.length === 1 && first !== undefined) return `${first[0]} ${valueText(first[1])}`
  return entries.map(([key, each]) => `${key} ${valueText(each)}`).join(', ')
}

/** Format the calls of a handler, with the names of its process. */
function handlerText(calls: readonly unknown[], process: string, values: Values): string {
  const shown = calls.map((call) => callText({ ...(call as ChartLine), process }, values))
  return `{${shown.join('; ')}}`
}

function quoted(text: string): string {
  return JSON.stringify(cut(text))
}

function cut(text: string): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 3)}...`
}
