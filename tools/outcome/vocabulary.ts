/**
 * Words that pages about a subject may use, besides the selectors of targets.
 *
 * The subject brings them; nothing here knows one of them.
 */
export interface Vocabulary {
  /** Words of the `fs` label. */
  readonly fileSystems: readonly string[]
  /** Words of the `fs` label for several file systems: an example runs on each that there is. */
  readonly groups: Readonly<Record<string, readonly string[]>>
  /** Words of the `needs` label. */
  readonly capabilities: readonly string[]
  /** Names of errors, second names included. */
  readonly errors: readonly string[]
  /** Names of signals, second names included. */
  readonly signals: readonly string[]
  /** Second names of errors and signals, each with the first one. */
  readonly aliases: Readonly<Record<string, string>>
  /** Selector of the targets that pages are about: what they do is the default of a `//=>` comment. */
  readonly leading: string
  /** What runs on a target, as a noun; `release` is a release of it. */
  readonly system: string
}

/**
 * Choose one of several names for one thing.
 *
 * @param vocabulary
 *   Words of the subject.
 * @param name
 *   Name of an error or a signal.
 * @returns
 *   Its first name, under which all names of one thing are the same.
 */
export function firstName({ aliases }: Pick<Vocabulary, 'aliases'>, name: string): string {
  return Object.hasOwn(aliases, name) ? (aliases[name] ?? name) : name
}

/**
 * List the other names of an error or a signal.
 *
 * @param vocabulary
 *   Words of the subject.
 * @param name
 *   One of its names.
 * @returns
 *   All others; mostly none.
 */
export function otherNames(
  vocabulary: Pick<Vocabulary, 'aliases'>,
  name: string,
): readonly string[] {
  const first = firstName(vocabulary, name)
  const seconds = Object.keys(vocabulary.aliases)
  const all = [first, ...seconds.filter((second) => firstName(vocabulary, second) === first)]
  return all.filter((other) => other !== name)
}
