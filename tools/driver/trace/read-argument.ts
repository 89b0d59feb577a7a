import { plural } from '../../words/index.ts'
import { type ArgumentKind, callNames, callShapes, isCallName } from '../call-shapes.ts'
import { type JsonNode, jsonValue } from './read-json.ts'
import { readNumber, readSignal } from './read-number.ts'
import { knowProcess, readReference } from './read-reference.ts'
import { describe, members, type Reading, report, reportUnknown, scalarOf } from './reading.ts'

type Read = (reading: Reading, node: JsonNode) => unknown

const pidInPath = /\$([^/]+)\.pid/g

/** Readers by kind of argument; after reporting a problem they return `undefined`. */
const readers: Readonly<Record<ArgumentKind, Read>> = {
  path: readPath,
  'path or fd': (reading, node) =>
    isPath(node) ? readPath(reading, node) : readNumber(reading, node),
  fd: readNumber,
  number: readNumber,
  'number?': readNumber,
  data: readData,
  map: readHandle('map'),
  mr: readHandle('mr'),
  buffers: readHandle('buffers'),
  pin: readHandle('pin'),
  pipe: readHandle('pipe'),
  process: readProcess,
  'new process': readNewProcess,
  signal: readSignal,
  action: readAction,
  how: readHow,
  'restart?': readRestart,
}

/**
 * Read the arguments of a known call.
 *
 * @param at
 *   Offset of the call, for a message about a missing argument.
 */
export function readArguments(
  reading: Reading,
  call: keyof typeof callShapes,
  args: JsonNode | undefined,
  at: number,
): readonly unknown[] {
  const kinds = callShapes[call]
  const least = kinds.filter((kind) => !kind.endsWith('?')).length
  const items = readItems(reading, args, { call, least, most: kinds.length, at })
  return items.map((item, index) => {
    const kind = kinds[index]
    return kind === undefined ? undefined : readers[kind](reading, item)
  })
}

/** Items of an argument list; a wrong count is reported, and the result is empty. */
export function readItems(
  reading: Reading,
  args: JsonNode | undefined,
  shape: { call: string; least: number; most: number; at: number },
): readonly JsonNode[] {
  if (args !== undefined && args.type !== 'array') {
    report(reading, args.start, `Unexpected ${describe(args)}, expected a list`)
    return []
  }
  const { call, least, most } = shape
  const items = args?.items ?? []
  if (items.length >= least && items.length <= most) return items
  const expected = least === most ? `${least}` : `${least} to ${most}`
  const found = plural(items.length, 'argument')
  report(
    reading,
    args?.start ?? shape.at,
    `Unexpected ${found} of \`${call}\`, expected ${expected}`,
  )
  return []
}

function isPath(node: JsonNode): boolean {
  return node.type === 'scalar' && typeof node.value === 'string' && !node.value.startsWith('$')
}

function readPath(reading: Reading, node: JsonNode): unknown {
  const path = scalarOf(reading, node, 'string')
  if (path?.startsWith('/proc/')) {
    for (const [, name] of path.matchAll(pidInPath)) knowProcess(reading, node.start, name ?? '')
  }
  return path
}

function readData(reading: Reading, node: JsonNode): unknown {
  if (node.type === 'scalar' && typeof node.value === 'string') return node.value
  const value = jsonValue(node)
  if (isHex(value) || isFill(value)) return value
  const expected = 'a string, `{"hex": "00ff"}` or `{"fill": 0, "length": 1}`'
  return report(reading, node.start, `Unexpected ${describe(node)}, expected ${expected}`)
}

function isHex(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || !('hex' in value)) return false
  const keys = Object.keys(value).length
  return keys === 1 && typeof value.hex === 'string' && /^(?:[0-9a-f]{2})*$/i.test(value.hex)
}

function isFill(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  if (!('fill' in value) || !('length' in value) || Object.keys(value).length !== 2) return false
  const { fill, length } = value
  if (!Number.isInteger(fill) || !Number.isInteger(length)) return false
  return Number(fill) >= 0 && Number(fill) <= 255 && Number(length) >= 0
}

/** Read a handle: `$name`, a number, or `{"map": 1}` as in an output line. */
function readHandle(key: string): Read {
  return (reading, node) => {
    if (node.type === 'scalar' && typeof node.value === 'string' && node.value.startsWith('$')) {
      return readReference(reading, node.start, node.value)
    }
    if (node.type === 'scalar' && typeof node.value === 'number') return { [key]: node.value }
    const value = jsonValue(node) as Record<string, unknown> | null
    if (node.type === 'object' && typeof value?.[key] === 'number') return value
    const expected = `a ${key}, for instance \`$${key}\``
    return report(reading, node.start, `Unexpected ${describe(node)}, expected ${expected}`)
  }
}

function readProcess(reading: Reading, node: JsonNode): unknown {
  if (!isPath(node)) return readNumber(reading, node)
  const name = scalarOf(reading, node, 'string') ?? ''
  return knowProcess(reading, node.start, name) ? { $pid: name } : undefined
}

function readNewProcess(reading: Reading, node: JsonNode): unknown {
  const name = scalarOf(reading, node, 'string')
  if (name === undefined) return undefined
  if (reading.used.has(name) && !reading.forked.has(name)) {
    return report(reading, node.start, `Cannot make process \`${name}\`: it is in use already`)
  }
  reading.forked.add(name)
  return name
}

function readHow(reading: Reading, node: JsonNode): unknown {
  const how = scalarOf(reading, node, 'string')
  if (how === undefined || how === 'block' || how === 'unblock') return how
  return report(reading, node.start, `Unexpected \`${how}\`, expected \`block\` or \`unblock\``)
}

function readRestart(reading: Reading, node: JsonNode): unknown {
  const word = scalarOf(reading, node, 'string')
  if (word === undefined || word === 'restart') return word
  return report(reading, node.start, `Unexpected \`${word}\`, expected \`restart\``)
}

const dispositions = ['default', 'ignore', 'collect']

function readAction(reading: Reading, node: JsonNode): unknown {
  if (node.type === 'array') return node.items.map((item) => readHandlerCall(reading, item))
  const word = scalarOf(reading, node, 'string')
  if (word === undefined || dispositions.includes(word)) return word
  return reportUnknown(reading, node.start, { what: 'action', word, known: dispositions })
}

function readHandlerCall(reading: Reading, node: JsonNode): unknown {
  const keys = members(reading, node, ['call', 'args'])
  if (keys === undefined) return undefined
  const at = keys.get('call')
  if (at === undefined) return report(reading, node.start, 'Missing `call` in a handler')
  const call = scalarOf(reading, at.value, 'string')
  if (call === undefined) return undefined
  if (!isCallName(call)) {
    return reportUnknown(reading, at.value.start, { what: 'call', word: call, known: callNames })
  }
  return { call, args: readArguments(reading, call, keys.get('args')?.value, at.value.start) }
}
