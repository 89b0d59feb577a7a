import { parseArgs } from 'node:util'

/** Real kernels, with their filesystems. */
export const twins: Readonly<Record<string, readonly string[]>> = {
  host: ['any'],
  'vm:6.1': ['ext4-dax', 'xfs-dax', 'ext4', 'xfs', 'tmpfs'],
  'vm:6.12': ['ext4-dax', 'xfs-dax', 'ext4', 'xfs', 'tmpfs'],
  'vm:newest': ['ext4-dax', 'xfs-dax', 'ext4', 'xfs', 'tmpfs'],
}

export interface SoakOptions {
  readonly minutes: number
  readonly seed: number
  readonly targets: readonly string[]
  readonly fs: readonly string[]
  /** Number for each target and filesystem, after which the soak ends. */
  readonly programs: number
  readonly record: boolean
}

export const help = `Usage: npm run soak -- [options]

Run random programs on real kernels and compare them with their simulated twins.

  --minutes N    end after N minutes, but not before each target and filesystem has had some
                 programs; default 1
  --programs N   end when each target and filesystem has had N programs; default: no limit
  --seed S       begin with this seed; default: the time. A run prints the seeds it uses
  --target T     host, vm:6.1, vm:6.12 or vm:newest; can be repeated; default: all available ones
  --fs F         filesystem of the guests; can be repeated; default: all
  --record       write the counts to docs/internals/reports/twins.md, replacing earlier ones of the
                 same targets and filesystems
  --help         print this

Exit 0: every difference is explained. Exit 1: one is not; it was shrunk, and its trace is saved in
test/twins/traces/found. Exit 2: bad usage. Ctrl-C ends with the counts so far.
`

/** Read the command line. */
export function readOptions(args: readonly string[]): SoakOptions | 'help' | Error {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        minutes: { type: 'string' },
        programs: { type: 'string' },
        seed: { type: 'string' },
        target: { type: 'string', multiple: true },
        fs: { type: 'string', multiple: true },
        record: { type: 'boolean' },
        help: { type: 'boolean' },
      },
    })
    if (values.help) return 'help'
    const unknown = values.target?.find((name) => !Object.hasOwn(twins, name))
    if (unknown !== undefined) {
      return new Error(`Unexpected target \`${unknown}\`, expected one of ${Object.keys(twins)}`)
    }
    const number = (name: 'minutes' | 'programs' | 'seed', other: number): number => {
      const value = values[name] === undefined ? other : Number(values[name])
      if (value >= 0) return value
      throw new Error(`Unexpected \`${values[name]}\` as --${name}, expected a number`)
    }
    return {
      minutes: number('minutes', values.programs === undefined ? 1 : Number.POSITIVE_INFINITY),
      programs: number('programs', Number.POSITIVE_INFINITY),
      seed: number('seed', Date.now() % 1_000_000_000),
      targets: values.target ?? Object.keys(twins),
      fs: values.fs ?? [],
      record: values.record === true,
    }
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}
