import { CliError, exitCode, shorten } from '../message/index.ts'
import type { Io } from './io.ts'
import type { Verb } from './verb.ts'
import { verbs } from './verbs.ts'

/**
 * Run one command line.
 *
 * @param args
 *   Words after `manproof`.
 * @param io
 *   The process, or a stand-in.
 * @returns
 *   Exit code.
 * @throws {Error}
 *   If the tool has a bug; every other error is printed.
 * @see manproof(1), EXIT STATUS
 */
export async function cli(args: readonly string[], io: Io): Promise<number> {
  try {
    return await dispatch(args, io)
  } catch (thrown) {
    if (io.signal.aborted) return exitCode.interrupted
    if (!(thrown instanceof CliError)) throw thrown
    const verb = Object.hasOwn(verbs, args[0] ?? '') ? ` ${args[0]}` : ''
    const isUsage = thrown.exit === exitCode.usage && args[0] !== undefined
    io.stderr(failureText(thrown, isUsage ? `\`manproof${verb} --help\`` : undefined))
    return thrown.exit
  }
}

/** Error as printed, with what to read next. */
export function failureText({ message, see }: CliError, help?: string): string {
  // Indented, so that no quoted line passes for a message of ours.
  const reason = shorten(message).replace(/\r?\n(?! )/g, '\n  ')
  const next = see ?? help
  return `manproof: error: ${reason}\n${next === undefined ? '' : `  see ${next}\n`}`
}

async function dispatch(args: readonly string[], io: Io): Promise<number> {
  const [word, ...rest] = args
  if (word === '--version' || word === '-V') {
    const { packageInfo } = await import('../package-info.ts')
    io.stdout(`manproof ${packageInfo().version}\n`)
    return exitCode.clean
  }
  if (word === '--help' || word === '-h' || (word === 'help' && rest.length === 0)) {
    io.stdout((await import('./help-text.ts')).helpText())
    return exitCode.clean
  }
  if (word === undefined) {
    io.stderr((await import('./help-text.ts')).helpText())
    return exitCode.usage
  }
  if (word === 'help') return dispatch([rest[0] ?? '', '--help'], io)
  const entry = Object.hasOwn(verbs, word) ? verbs[word] : undefined
  if (entry === undefined) throw await unknownVerb(word)
  return runVerb(await entry.load(), rest, io)
}

async function runVerb(verb: Verb, args: readonly string[], io: Io): Promise<number> {
  const end = args.indexOf('--')
  const flags = end === -1 ? args : args.slice(0, end)
  if (flags.includes('--help') || flags.includes('-h')) {
    io.stdout(verb.usage)
    return exitCode.clean
  }
  const { readArguments } = await import('./read-arguments.ts')
  const { values, positionals } = await readArguments(args, verb.options)
  const code = await verb.run({ values, positionals, io })
  return io.signal.aborted ? exitCode.interrupted : code
}

async function unknownVerb(word: string): Promise<CliError> {
  const { expectedOf } = await import('../words/index.ts')
  const [kind, expected] = word.startsWith('-')
    ? ['option', expectedOf(word, ['--help', '--version'])]
    : ['verb', expectedOf(word, Object.keys(verbs))]
  return new CliError(`Unexpected ${kind} \`${word}\`, expected ${expected}`, exitCode.usage)
}
