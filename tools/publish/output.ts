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

/** What else belongs in the folder of an output. */
export interface OutputRest {
  /** Whether that is all that there should be; false where only some pages were asked for. */
  readonly whole: boolean
}

/** Everything that one compiler generates. */
export interface Output extends OutputFolder, OutputRest {
  readonly files: readonly OutputFile[]
}

/** Takes the generated files of one folder, one by one. */
export interface Sink {
  /**
   * Take a file.
   *
   * @param file
   *   File; it is not held. Of two files of one path the later one counts.
   */
  put(file: OutputFile): void
  /** Learn, when all have come, what else is in the folder. */
  end(rest: OutputRest): void
}

/** Where generated files go. */
export interface Outlet extends Disposable {
  /** Open a folder; at most once each. */
  open(folder: OutputFolder): Sink
}

/**
 * Give a whole output to an outlet.
 *
 * @param outlet
 *   Where it goes.
 * @param output
 *   Generated files.
 */
export function putOutput(outlet: Outlet, output: Output): void {
  const sink = outlet.open(output)
  for (const file of output.files) sink.put(file)
  sink.end(output)
}
