import type { Scenario, ScenarioCall } from '../../tools/explore/index.ts'
import type { Settings } from '../../tools/model/index.ts'

export const P = 4096
export const SETLEASE = 1024
export const RDLCK = 0
export const WRLCK = 1
export const UNLCK = 2
export const LAYOUT = 16
export const EXCLUSIVE = 48

/** One line of a scene: `process call arguments`, with `name=` in front and `&` for `async`. */
export type Line = readonly [text: string, ...args: readonly unknown[]]

/** Refer to a result by name. */
export function $(name: string): { readonly $: string } {
  return { $: name }
}

/** Make a scenario from lines such as `['a=A open', 'f', 2]` or `['&B ftruncate', $('b'), 0]`. */
export function scene(world: Settings, ...lines: readonly Line[]): Scenario {
  const calls = lines.map(([text, ...args], index): ScenarioCall => {
    const [, as, amp, process = '', call = ''] =
      /^(?:(\w+)=)?(&?)(?:(\w+) )?(\w+)$/.exec(text) ?? []
    return {
      id: index + 1,
      ...(process !== '' && { process }),
      call,
      args,
      ...(as !== undefined && { as }),
      ...(amp === '&' && { async: true }),
    }
  })
  return { world, calls }
}

export const file: Settings = { files: [{ name: 'f', size: 16 * P }] }
export const two: Settings = {
  files: [
    { name: 'f', size: 4 * P },
    { name: 'g', size: 4 * P },
  ],
}

/** Lines with which A opens, maps and leases file `f`. */
export function holder(lease: number): readonly Line[] {
  return [
    ['a=A open', 'f', 2],
    ['m=A mmap', $('a'), 0, 16 * P, 3, 1],
    ['A fcntl', $('a'), SETLEASE, lease],
  ]
}
