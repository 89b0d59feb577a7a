/** What is in a file, or where a symbolic link leads. */
export interface Content {
  readonly text: string
  readonly link?: true
}

/** A generated file; its path is relative to the folder of the output. */
export interface OutputFile extends Content {
  readonly path: string
  /** Text of the author's file that it is made from and replaces; no record lists such a file. */
  readonly replaces?: string
}

/** A folder for outputs, and how to know what was written there. */
export interface OutputFolder {
  /** Absolute path. */
  readonly folder: string
  /** Name of its record; absent: only files with `replaces` are replaced, and none are removed. */
  readonly record?: string
  /** Returns the generated part of a text whose rest an author writes; default: all of it. */
  readonly generated?: (text: string) => string
}

/** Everything that one compiler generates. */
export interface Output extends OutputFolder {
  readonly files: readonly OutputFile[]
  /** Whether nothing else belongs in the folder; false if only some pages were requested. */
  readonly whole: boolean
}
