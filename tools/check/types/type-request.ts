/** A module to type-check. */
export interface TypeModule {
  /** Path of no real file, where imports start. */
  readonly path: string
  readonly text: string
}

/** Request to the compiler, as plain data that can be sent to a thread. */
export interface TypeRequest {
  /** Folder of the project, absolute. */
  readonly root: string
  /** Modules of each program. */
  readonly groups: readonly (readonly TypeModule[])[]
}

/** A diagnostic about a range of a module. */
export interface TypeDiagnostic {
  readonly code: number
  /** Lines; the first one has no final full stop. */
  readonly text: readonly string[]
  /** Offsets into the text of the module. */
  readonly start: number
  readonly end: number
}

/** Everything read from the disk, by path. */
export interface TypeInputs {
  /** Hash of the content; empty if not readable. */
  readonly files: Readonly<Record<string, string>>
  /** Whether there is such a file. */
  readonly exist: Readonly<Record<string, boolean>>
  readonly folders: Readonly<Record<string, boolean>>
  /** Hash of the names in a folder. */
  readonly names: Readonly<Record<string, string>>
  readonly real: Readonly<Record<string, string>>
}

/** Reply of the compiler. */
export interface TypeReply {
  /** By the path of the module. */
  readonly diagnostics: Readonly<Record<string, readonly TypeDiagnostic[]>>
  /** Everything else that the diagnostics depend on. */
  readonly inputs: TypeInputs
}
