import * as constants from '../constants.ts'
import { signalNames, signalNumber } from '../signals.ts'
import type { JsonNode } from './read-json.ts'
import { readReference } from './read-reference.ts'
import { describe, type Reading, report, reportUnknown } from './reading.ts'

const values: ReadonlyMap<string, number> = new Map([
  ...Object.entries(constants),
  ['fast', constants.FOLL_FAST],
])

const numeral = /^-?(?:0x[0-9a-f]+|0o[0-7]+|\d+)$/i

/** Read a number, names joined by `|`, or a reference. */
export function readNumber(reading: Reading, node: JsonNode): unknown {
  if (
    node.type !== 'scalar' ||
    (typeof node.value !== 'string' && typeof node.value !== 'number')
  ) {
    const expected = 'a number, or names joined by `|`'
    return report(reading, node.start, `Unexpected ${describe(node)}, expected ${expected}`)
  }
  if (typeof node.value === 'number') return node.value
  if (node.value.startsWith('$')) return readReference(reading, node.start, node.value)
  return readWords(reading, node.start + 1, node.value)
}

function readWords(reading: Reading, start: number, text: string): number | undefined {
  const numbers: number[] = []
  let offset = 0
  for (const part of text.split('|')) {
    const word = part.trim()
    const number = wordValue(word)
    if (number === undefined) {
      const column = start + offset + (part.length - part.trimStart().length)
      const known = [...values.keys(), ...signalNames]
      return reportUnknown(reading, column, { what: 'name', word, known })
    }
    numbers.push(number)
    offset += part.length + 1
  }
  // A single number is kept as is: `|` would truncate it to 32 bits.
  const [first, ...others] = numbers
  return others.reduce((sum, number) => sum | number, first ?? 0)
}

function wordValue(word: string): number | undefined {
  if (!numeral.test(word)) return values.get(word) ?? signalNumber(word)
  return word.startsWith('-') ? -Number(word.slice(1)) : Number(word)
}

/** Read a signal: its name or its number. */
export function readSignal(reading: Reading, node: JsonNode): unknown {
  if (node.type !== 'scalar' || typeof node.value !== 'string') return readNumber(reading, node)
  const number = signalNumber(node.value)
  if (number !== undefined) return number
  return reportUnknown(reading, node.start, {
    what: 'signal',
    word: node.value,
    known: signalNames,
  })
}
