/** What is in a file, or where a symbolic link leads. */
export interface Content {
  readonly text: string
  readonly link?: true
}

/** A generated file; its path is relative to the folder of the output. */
export interface OutputFile extends Content {
  readonly path: string
  /** The text that it was made from, and takes the place of: an author's file, which is in no record. */
  readonly replaces?: string
}

/** A folder that outputs go to, and how it is known what was written there. */
export interface OutputFolder {
  /** Absolute path. */
  readonly folder: string
  /** Name of the record in it; absent: only files with `replaces` may be replaced, and none removed. */
  readonly record?: string
  /** The part of a text that is generated, where an author writes the rest; default: all of it. */
  readonly generated?: (text: string) => string
}

/** Everything that one compiler generates. */
export interface Output extends OutputFolder {
  readonly files: readonly OutputFile[]
  /** Whether nothing else belongs in the folder; false if only some pages were requested. */
  readonly whole: boolean
}
