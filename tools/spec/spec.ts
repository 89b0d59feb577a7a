import type { Root } from 'mdast'
import type { VFile } from 'vfile'
import type { Outcome } from './outcome.ts'

/** 1-based line and column, 0-based offset into the page. */
export interface Point {
  readonly line: number
  readonly column: number
  readonly offset: number
}

/** A stretch of the page. */
export interface Place {
  readonly start: Point
  readonly end: Point
}

/** YAML front matter. */
export interface Meta {
  /** ISO date, `2026-11-22`. */
  readonly date: string
  /** Name of the manual, shown in the header; default: by section. */
  readonly manual?: string
  /** Where the claims come from; printed under SEE ALSO or as a list on the site. */
  readonly sources: readonly string[]
  /** Further names of the page, besides those of the title. */
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
  /** Reason why the example is only type-checked. */
  readonly norun?: string
}

/** One `SELECTOR: OUTCOME` of an expectation. */
export interface Claim {
  /** Absent in the default part. */
  readonly selector?: string
  readonly outcome: Outcome
  readonly place: Place
}

/** One `//=>` comment, tied to the expression it speaks of. */
export interface Expectation {
  /** Place of the comment, from `//=>` to its end. */
  readonly place: Place
  /** As written, without `//=>` and outer white space. */
  readonly text: string
  /** The default first, where there is one. */
  readonly claims: readonly Claim[]
  /** Offsets into `Example.code` of the expression whose outcome is meant (without `await`). */
  readonly expression: { readonly start: number; readonly end: number }
  /** Whether that expression stands directly behind `await`; otherwise it is only watched. */
  readonly awaited: boolean
}

/** A runnable fence. */
export interface Example {
  readonly labels: Labels
  /** Whole program: fence text without quote and list prefixes, line ends `\n`. */
  readonly code: string
  /** The part a reader sees: `code` from the line after `// ---cut---`, else all of it. */
  readonly shown: string
  /** Of the whole fence in the page. */
  readonly place: Place
  /**
   * Per line of `code` (0-based): line and column of its first character in the page, and offset.
   * The page has the line from there on, character by character, behind quote and list prefixes.
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
export interface Spec {
  readonly file: VFile
  /** `gup-dax`, and the further names of the NAME line. */
  readonly names: readonly string[]
  /** `7`, `2const`. */
  readonly section: string
  /** What the page is, from `# NAME(SECTION) -- what it is`. */
  readonly title: string
  readonly meta: Meta
  readonly tree: Root
  readonly sections: readonly Section[]
  readonly examples: readonly Example[]
}
