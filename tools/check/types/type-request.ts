/** A module to type-check. */
export interface TypeModule {
  /** Does not exist; imports start there. */
  readonly path: string
  readonly text: string
}

/** What is asked of the compiler, as plain data that a thread can be given. */
export interface TypeRequest {
  /** Folder of the project, absolute. */
  readonly root: string
  /** Each group is a program of its own. */
  readonly groups: readonly (readonly TypeModule[])[]
}

/** What the compiler says of a stretch of a module. */
export interface TypeDiagnostic {
  readonly code: number
  /** Lines, the first one without a full stop at its end. */
  readonly text: readonly string[]
  /** Offsets into the text of the module. */
  readonly start: number
  readonly end: number
}

/** By what was asked of the disk, what it answered. */
export interface TypeInputs {
  /** Hash of the content; empty: not readable. */
  readonly files: Readonly<Record<string, string>>
  /** Whether there is such a file. */
  readonly exist: Readonly<Record<string, boolean>>
  readonly folders: Readonly<Record<string, boolean>>
  /** Hash of the names in a folder. */
  readonly names: Readonly<Record<string, string>>
  readonly real: Readonly<Record<string, string>>
}

/** What the compiler answers. */
export interface TypeReply {
  /** By the path of the module. */
  readonly diagnostics: Readonly<Record<string, readonly TypeDiagnostic[]>>
  /** All that the answer rests on besides the request and the compiler. */
  readonly inputs: TypeInputs
}
