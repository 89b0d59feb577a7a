import { callNames, isCallName } from '../call-shapes.ts'
import type { WorldOptions } from '../port.ts'
import { TraceError } from './problem.ts'
import { readArguments, readItems } from './read-argument.ts'
import { JsonError, type JsonMember, type JsonNode, readJson } from './read-json.ts'
import { readProcessOptions, readSeconds, readSettings, readWorld } from './read-world.ts'
import { describe, members, type Reading, report, reportUnknown, scalarOf } from './reading.ts'
import type { ReadTrace, TraceCall, WorldCallName } from './trace-call.ts'

const keys = ['id', 'process', 'call', 'args', 'as', 'async'] as const

/** Reader of the argument of each world call; absent: it takes none. */
const worldCalls: Readonly<
  Record<WorldCallName, { read?: (reading: Reading, node: JsonNode) => unknown; least: number }>
> = {
  spawn: { read: readProcessOptions, least: 0 },
  advance: { read: readSeconds, least: 1 },
  settle: { least: 0 },
  set: { read: readSettings, least: 1 },
}

interface Line {
  readonly number: number
  readonly node: JsonNode
}

/**
 * Read a trace: JSON Lines, an optional `world` line first, then calls.
 *
 * @param text
 *   Whole text; a byte order mark, CRLF line endings and empty lines are accepted.
 * @returns
 *   World settings and calls; constants are converted to numbers, `$name` remains a reference.
 * @throws {TraceError}
 *   If the trace is malformed; lists all problems with line and column.
 * @see manproof(1), section Traces; measured: test/driver/trace/read-trace.test.ts
 */
export function readTrace(text: string): ReadTrace {
  const reading: Reading = {
    problems: [],
    names: new Set(),
    processes: new Set(),
    used: new Set(),
    forked: new Set(),
    ids: new Set(),
    line: 0,
    torn: false,
  }
  const lines = readLines(reading, text.startsWith('\uFEFF') ? text.slice(1) : text)
  for (const { node } of lines) noteProcesses(reading, node)
  let world: WorldOptions = {}
  const calls: TraceCall[] = []
  lines.forEach(({ number, node }, index) => {
    reading.line = number
    const setting = worldMember(node)
    if (setting === undefined) calls.push(...readCall(reading, node))
    else if (index === 0) world = readWorldLine(reading, node, setting)
    else report(reading, setting.start, 'Unexpected `world`, expected on the first line only')
  })
  if (reading.problems.length > 0) throw new TraceError(reading.problems.sort(byPlace))
  return { world, calls }
}

function byPlace(a: { line: number; column: number }, b: { line: number; column: number }): number {
  return a.line - b.line || a.column - b.column
}

function readLines(reading: Reading, text: string): Line[] {
  const lines: Line[] = []
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue
    reading.line = index + 1
    try {
      lines.push({ number: index + 1, node: readJson(line) })
    } catch (error) {
      if (!(error instanceof JsonError)) throw error
      report(reading, error.offset, error.message)
      reading.torn = true
    }
  }
  return lines
}

/** Collect the processes of the whole trace, so `$B.pid` can come before the first call of B. */
function noteProcesses(reading: Reading, node: JsonNode): void {
  if (node.type !== 'object') return
  for (const { key, value } of node.members) {
    if (key === 'process' && value.type === 'scalar') reading.processes.add(String(value.value))
    const isFork = node.members.some((member) => isWord(member, 'call', 'fork'))
    if (key !== 'args' || value.type !== 'array' || !isFork) continue
    const [child] = value.items
    if (child?.type === 'scalar') reading.processes.add(String(child.value))
  }
}

function isSpawn(member: JsonMember): boolean {
  return isWord(member, 'call', 'spawn')
}

function isWord({ key, value }: JsonMember, name: string, word: string): boolean {
  return key === name && value.type === 'scalar' && value.value === word
}

function worldMember(node: JsonNode): JsonMember | undefined {
  if (node.type !== 'object') return undefined
  return node.members.find(({ key }) => key === 'world')
}

function readWorldLine(reading: Reading, node: JsonNode, setting: JsonMember): WorldOptions {
  members(reading, node, ['world'])
  return readWorld(reading, setting.value)
}

function readCall(reading: Reading, node: JsonNode): TraceCall[] {
  const found = members(reading, node, keys)
  if (found === undefined) return []
  const isSilent = !found.has('id') && node.type === 'object' && node.members.some(isSpawn)
  const id = isSilent ? `spawn:${reading.line}` : readId(reading, node, found.get('id'))
  const name = found.get('call')
  if (name === undefined) {
    report(reading, node.start, 'Missing `call`')
    return []
  }
  const process = found.get('process')
  const actor = process === undefined ? undefined : readName(reading, process.value, /./)
  const call = readCallName(reading, name, process)
  const as = found.get('as')
  const label = as === undefined ? undefined : readName(reading, as.value, /^[A-Za-z_][\w-]*$/)
  const async = found.get('async')
  const waits = async === undefined ? false : scalarOf(reading, async.value, 'boolean')
  const args = call === undefined ? [] : argumentsOf(reading, call, found, name)
  // The call itself cannot use its own name.
  if (label !== undefined) reading.names.add(label)
  if (id === undefined || call === undefined) return []
  return [
    {
      id,
      ...(isSilent && { silent: true }),
      ...(actor === undefined ? {} : { process: actor }),
      call,
      args,
      ...(label === undefined ? {} : { as: label }),
      async: waits === true,
      line: reading.line,
    },
  ]
}

function readId(
  reading: Reading,
  node: JsonNode,
  member: JsonMember | undefined,
): number | string | undefined {
  if (member === undefined) {
    return report(reading, node.start, 'Missing `id`, expected a number or string')
  }
  const { value } = member
  const id = value.type === 'scalar' ? value.value : undefined
  if (typeof id !== 'number' && typeof id !== 'string') {
    const reason = `Unexpected ${describe(value)}, expected a number or string`
    return report(reading, value.start, reason)
  }
  const text = JSON.stringify(id)
  if (reading.ids.has(text)) {
    return report(reading, value.start, `Unexpected duplicate id \`${text}\``)
  }
  reading.ids.add(text)
  return id
}

function readName(reading: Reading, node: JsonNode, shape: RegExp): string | undefined {
  const name = scalarOf(reading, node, 'string')
  if (name === undefined || shape.test(name)) return name
  return report(reading, node.start, `Unexpected name \`${name}\`, expected letters and digits`)
}

function readCallName(
  reading: Reading,
  name: JsonMember,
  process: JsonMember | undefined,
): TraceCall['call'] | undefined {
  const call = scalarOf(reading, name.value, 'string')
  if (call === undefined) return undefined
  const isWorldCall = Object.hasOwn(worldCalls, call)
  if (!isWorldCall && !isCallName(call)) {
    const known = [...callNames, ...Object.keys(worldCalls)]
    return reportUnknown(reading, name.value.start, { what: 'call', word: call, known })
  }
  const needsProcess = !isWorldCall || call === 'spawn'
  if (needsProcess && process === undefined) {
    return report(reading, name.value.start, `Missing \`process\` of \`${call}\``)
  }
  if (!needsProcess && process !== undefined) {
    return report(reading, process.start, `Unexpected \`process\` of \`${call}\`, expected none`)
  }
  return call as TraceCall['call']
}

function argumentsOf(
  reading: Reading,
  call: TraceCall['call'],
  found: ReadonlyMap<string, JsonMember>,
  name: JsonMember,
): readonly unknown[] {
  const args = found.get('args')?.value
  const process = found.get('process')?.value
  const actor = process?.type === 'scalar' ? String(process.value) : ''
  const isUsed = reading.used.has(actor) || reading.forked.has(actor)
  if (call === 'spawn' && process !== undefined && isUsed) {
    report(reading, process.start, `Cannot make process \`${actor}\`: it is in use already`)
  }
  if (process !== undefined) reading.used.add(actor)
  if (isCallName(call)) return readArguments(reading, call, args, name.value.start)
  const { read, least } = worldCalls[call]
  const most = read === undefined ? 0 : 1
  const items = readItems(reading, args, { call, least, most, at: name.value.start })
  return items.map((item) => read?.(reading, item))
}
