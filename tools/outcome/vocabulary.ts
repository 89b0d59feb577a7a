/** Words that pages about a subject can use, in addition to the selectors of targets. */
export interface Vocabulary {
  /** Words of the `fs` label. */
  readonly fileSystems: readonly string[]
  /** Words of the `fs` label for several filesystems: an example runs on each available one. */
  readonly groups: Readonly<Record<string, readonly string[]>>
  /** Words of the `needs` label. */
  readonly capabilities: readonly string[]
  /** Names of errors, second names included. */
  readonly errors: readonly string[]
  /** Names of signals, second names included. */
  readonly signals: readonly string[]
  /** Second names of errors and signals, with the first names. */
  readonly aliases: Readonly<Record<string, string>>
  /** Selector of the targets that pages describe: the default of a `//=>` comment is about them. */
  readonly leading: string
  /** Noun for what runs on a target, such as `kernel`; `release` is its release. */
  readonly system: string
}

/**
 * Get the first name of an error or a signal, which identifies it.
 *
 * @param vocabulary
 *   Words of the subject.
 * @param name
 *   One of its names.
 * @returns
 *   Its first name.
 */
export function firstName({ aliases }: Pick<Vocabulary, 'aliases'>, name: string): string {
  return Object.hasOwn(aliases, name) ? (aliases[name] ?? name) : name
}

/** List the other names of an error or a signal; most have none. */
export function otherNames(
  vocabulary: Pick<Vocabulary, 'aliases'>,
  name: string,
): readonly string[] {
  const first = firstName(vocabulary, name)
  const seconds = Object.keys(vocabulary.aliases)
  const all = [first, ...seconds.filter((second) => firstName(vocabulary, second) === first)]
  return all.filter((other) => other !== name)
}
