import type { FileSystemName } from '../../../tools/model/index.ts'
import type { Bench } from '../bench.ts'

/** A conformance scenario: a program, and its output in each column. */
export interface Scenario {
  readonly id: string
  readonly title: string
  readonly fs: string | FileSystemName
  readonly run: (bench: Bench) => readonly unknown[]
  readonly v1: readonly unknown[]
  /** Default: `v1`. */
  readonly v2?: readonly unknown[]
  /** Absent: unspecified for mainline. */
  readonly main?: readonly unknown[]
  readonly settings?: { readonly leaseBreakTime?: number }
}
