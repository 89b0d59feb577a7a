import { longestBreakTime } from '../assert-break-time.ts'
import type { FileSetting, WorldOptions } from '../port.ts'
import type { JsonNode } from './read-json.ts'
import { describe, members, type Reading, report, reportUnknown, scalarOf } from './reading.ts'

type Read = (reading: Reading, node: JsonNode) => unknown

const fileSystems =
  'any dax ext4-dax xfs-dax ext4 xfs tmpfs btrfs overlay hugetlbfs device-dax'.split(' ')

const seconds: Read = (reading, node) => {
  const value = scalarOf(reading, node, 'number')
  if (value === undefined || value >= 0) return value
  return report(reading, node.start, `Unexpected \`${value}\`, expected seconds of at least 0`)
}
const breakTime: Read = (reading, node) => {
  const value = scalarOf(reading, node, 'number')
  const isWhole = Number.isSafeInteger(value)
  if (value === undefined || (isWhole && value >= 0 && value <= longestBreakTime)) return value
  const expected = `whole seconds from 0 to ${longestBreakTime}`
  return report(reading, node.start, `Unexpected \`${value}\`, expected ${expected}`)
}
const flag: Read = (reading, node) => scalarOf(reading, node, 'boolean')
const whole: Read = (reading, node) => {
  const value = scalarOf(reading, node, 'number')
  if (value === undefined || (Number.isSafeInteger(value) && value >= 0)) return value
  return report(
    reading,
    node.start,
    `Unexpected \`${value}\`, expected a whole number of at least 0`,
  )
}
const name: Read = (reading, node) => {
  const value = scalarOf(reading, node, 'string')
  if (value !== '') return value
  return report(reading, node.start, 'Unexpected empty name, expected a file name')
}

const fileReaders: Readonly<Record<keyof FileSetting, Read>> = {
  name,
  size: whole,
  mode: whole,
  owner: whole,
  type: wordOf('file type', ['file', 'dir', 'fifo']),
}

const worldReaders: Readonly<Record<keyof WorldOptions, Read>> = {
  fs: wordOf('filesystem', fileSystems),
  leaseBreakTime: breakTime,
  leasesEnable: flag,
  files: readFiles,
}

/** Settings that a `set` call can change. */
const settingReaders = { leaseBreakTime: breakTime, leasesEnable: flag }

const processReaders = { uid: whole, capLease: flag }

/** Read the value of a `world` line. */
export function readWorld(reading: Reading, node: JsonNode): WorldOptions {
  return readMembers(reading, node, worldReaders)
}

/** Read the argument of a `set` call. */
export function readSettings(reading: Reading, node: JsonNode): unknown {
  return readMembers(reading, node, settingReaders)
}

/** Read the argument of a `spawn` call. */
export function readProcessOptions(reading: Reading, node: JsonNode): unknown {
  return readMembers(reading, node, processReaders)
}

/** Read the argument of an `advance` call. */
export function readSeconds(reading: Reading, node: JsonNode): unknown {
  return seconds(reading, node)
}

function readMembers(
  reading: Reading,
  node: JsonNode,
  readers: Readonly<Record<string, Read>>,
): Record<string, unknown> {
  const found = members(reading, node, Object.keys(readers)) ?? new Map()
  const values: Record<string, unknown> = {}
  for (const [key, { value }] of found) values[key] = readers[key]?.(reading, value)
  return values
}

function readFiles(reading: Reading, node: JsonNode): unknown {
  if (node.type !== 'array') {
    return report(reading, node.start, `Unexpected ${describe(node)}, expected a list of files`)
  }
  return node.items.map((item) => {
    const file = readMembers(reading, item, fileReaders)
    if (item.type === 'object' && !('name' in file)) {
      report(reading, item.start, 'Missing `name` of a file')
    }
    return file
  })
}

function wordOf(what: string, known: readonly string[]): Read {
  return (reading, node) => {
    const word = scalarOf(reading, node, 'string')
    if (word === undefined || known.includes(word)) return word
    return reportUnknown(reading, node.start, { what, word, known })
  }
}
