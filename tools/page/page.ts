import type { Root } from 'mdast'
import type { VFile } from 'vfile'
import type { Expectation, Place, Point, Vocabulary } from '../outcome/index.ts'

/** YAML front matter. */
export interface Meta {
  /** ISO date, `2026-11-22`. */
  readonly date: string
  /** Name of the manual, shown in the header; default: by section. */
  readonly manual?: string
  /** Sources of the claims; printed under SEE ALSO or as a list on the site. */
  readonly sources: readonly string[]
  /** More names of the page than those of the title. */
  readonly names?: readonly string[]
  /** Defaults of the labels of this page's examples. */
  readonly examples: Partial<Labels>
}

/** Labels of an example after defaults are applied. */
export interface Labels {
  readonly name: string
  readonly fs: string
  /** Selectors; empty: all targets. */
  readonly targets: readonly string[]
  readonly needs: readonly string[]
  /** `examples/x.ts#region`. */
  readonly file?: string
  /** Why the example is only type-checked. */
  readonly norun?: string
}

/** A runnable fence. */
export interface Example {
  readonly labels: Labels
  /** Filesystems that the word of `fs` stands for; absent where it is the name of one, or `any`. */
  readonly group?: readonly string[]
  /** Whole program: fence text without quote and list prefixes, line ends `\n`. */
  readonly code: string
  /** The part that readers see: `code` from the line after `// ---cut---`, else all of it. */
  readonly shown: string
  /** Place of the whole fence. */
  readonly place: Place
  /**
   * Per line of `code`: position of its first character in the page, after quote and list prefixes.
   * From there, the page has the same characters.
   */
  readonly lines: readonly Point[]
  readonly expectations: readonly Expectation[]
  /** Changes when code, expectations or labels change: sha256, first 16 hex digits. */
  readonly hash: string
}

/** A `##` section. */
export interface Section {
  readonly title: string
  readonly place: Place
}

/** A parsed page. */
export interface Page {
  readonly file: VFile
  /** `gup-dax`, then the other names of the NAME line. */
  readonly names: readonly string[]
  /** `7`, `2const`. */
  readonly section: string
  /** Phrase of the title: `what it is` in `# NAME(SECTION) -- what it is`. */
  readonly title: string
  readonly meta: Meta
  readonly tree: Root
  readonly sections: readonly Section[]
  readonly examples: readonly Example[]
  /** Words of the subject that it was read with. */
  readonly vocabulary: Vocabulary
}
