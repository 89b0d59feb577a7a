/** A module of a library, and the page that describes it. */
export interface ReferenceEntry {
  /** TypeScript file of the module, relative to the root. */
  readonly entry: string
  /** Import specifier: `manproof/sim`. */
  readonly from: string
  /** Path of the page, relative to the root: `docs/manproof-sim.3.md`. */
  readonly page: string
  /** Phrase that describes the module, after `--` in the title. */
  readonly title: string
  /** Exports that are also names of the page, so that `man` finds it by them. */
  readonly names?: readonly string[]
}
