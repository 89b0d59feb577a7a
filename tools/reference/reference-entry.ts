/** One module of a library, and the page that tells of it. */
export interface ReferenceEntry {
  /** TypeScript file that the module is, relative to the root. */
  readonly entry: string
  /** What a program imports it from: `manproof/sim`. */
  readonly from: string
  /** Path of the page, relative to the root: `docs/manproof-sim.3.md`. */
  readonly page: string
  /** What the module is, as a phrase: behind `--` in the title. */
  readonly title: string
  /** Exports that are names of the page, too, so that `man` finds it by them. */
  readonly names?: readonly string[]
}
