/** What is in a file, or where a symbolic link leads. */
export interface Content {
  readonly text: string
  readonly link?: true
}

/** A generated file; its path is relative to the folder of the output. */
export interface OutputFile extends Content {
  readonly path: string
}

/** What else belongs in the folder of an output. */
export interface OutputRest {
  /** Paths of further generated files, which are known to be on disk as they should be. */
  readonly kept?: readonly string[]
  /** Whether a file found there was generated, so that it goes when it is no longer generated. */
  isOurs(path: string, content: Content): boolean
  /** Whether that is all that there should be; false where only some pages were asked for. */
  readonly whole: boolean
}

/** Everything that one compiler generates. */
export interface Output extends OutputRest {
  readonly folder: string
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
  open(folder: string): Sink
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
  const sink = outlet.open(output.folder)
  for (const file of output.files) sink.put(file)
  sink.end(output)
}
