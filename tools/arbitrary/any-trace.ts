import type fc from 'fast-check'
import { nameConstants, type TraceLine, type WorldOptions } from '../driver/index.ts'
import { anyProgram, type ProgramOptions } from './any-program.ts'
import { isPick, makers, nothing, pickFrom, type Step } from './step.ts'

/**
 * Create an arbitrary of traces.
 *
 * @param options
 *   Elements of the traces, and their initial `world`.
 * @returns
 *   Arbitrary of JSON Lines that `readTrace` accepts; every call is asynchronous, so a replay does
 *   not wait for sleeping calls.
 * @see manproof(1), section Traces
 */
export function anyTrace(
  options: ProgramOptions & { readonly world?: WorldOptions } = {},
): fc.Arbitrary<string> {
  const { world = { files: [{ name: 'f', size: 65536 }] }, processes = ['A', 'B'] } = options
  const spawns = processes.map((process) => ({ id: `spawn ${process}`, process, call: 'spawn' }))
  return anyProgram(options).map((program) =>
    [{ world }, ...spawns, ...toLines(program)].map((line) => `${JSON.stringify(line)}\n`).join(''),
  )
}

function toLines(program: readonly Step[]): readonly TraceLine[] {
  const names = new Map<string, string[]>()
  return program.map((step, index): TraceLine => {
    const id = index + 1
    if (!('process' in step)) return { id, ...step }
    const { process, call } = step
    const made = makers[call]
    const args = step.args.map((argument) => {
      if (call === 'fork') return `child${id}`
      if (!isPick(argument)) return argument
      const name = pickFrom(names.get(`${process} ${argument.pick}`) ?? [], argument)
      return name === undefined ? nothing(argument.pick) : `$${name}`
    })
    if (made === undefined) return nameConstants({ id, process, call, args, async: true })
    const known = names.get(`${process} ${made}`) ?? []
    names.set(`${process} ${made}`, [...known, `v${id}`])
    return nameConstants({ id, process, call, args, as: `v${id}`, async: true })
  })
}
