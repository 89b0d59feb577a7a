import { parseArgs } from 'node:util'
import { usageError } from '../message/index.ts'

/**
 * Refuse words after the options of a verb that takes none.
 *
 * @throws {CliError} exit 2
 *   If there is one.
 */
export function refuseArguments([extra]: readonly string[]): void {
  if (extra !== undefined) throw usageError(`Unexpected argument \`${extra}\`, expected none`)
}

/** Long options of a verb. */
export type Options = Readonly<
  Record<
    string,
    {
      readonly type: 'boolean' | 'string'
      readonly short?: string
      readonly multiple?: boolean
      /** Allowed values. */
      readonly oneOf?: readonly string[]
    }
  >
>

/** Options as given. */
export type Values = Readonly<Record<string, string | boolean | readonly string[] | undefined>>

/** Parsed command line. */
export interface Arguments {
  readonly values: Values
  readonly positionals: readonly string[]
}

/**
 * Parse the words after a verb.
 *
 * @throws {CliError} exit 2
 *   If an option is unknown or repeated, or its value is missing, unexpected or not in `oneOf`.
 * @see parseArgs of node:util, whose strict mode suggests no nearest option
 */
export async function readArguments(args: readonly string[], options: Options): Promise<Arguments> {
  const { tokens } = parseArgs({ args: [...args], options, strict: false, tokens: true })
  const values: Record<string, string | boolean | string[]> = {}
  const positionals: string[] = []
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value)
    if (token.kind === 'option') await readOption(token, options, values)
  }
  return { values, positionals }
}

interface OptionToken {
  readonly name: string
  readonly rawName: string
  readonly value?: string | undefined
  readonly inlineValue?: boolean | undefined
}

async function readOption(
  token: OptionToken,
  options: Options,
  values: Record<string, string | boolean | string[]>,
): Promise<void> {
  const { name, rawName, value } = token
  const option = Object.hasOwn(options, name) ? options[name] : undefined
  if (option === undefined) throw await unknownOption(rawName, options)
  if (option.type === 'boolean') {
    if (value !== undefined) {
      throw usageError(`Unexpected value \`${value}\` of \`${rawName}\`, expected none`)
    }
    values[name] = true
    return
  }
  const swallowed = value?.startsWith('--') === true && token.inlineValue !== true
  if (value === undefined || value === '' || swallowed) {
    throw usageError(`Missing value of \`${rawName}\``)
  }
  if (option.oneOf !== undefined && !option.oneOf.includes(value)) {
    const { expectedOf } = await import('../words/index.ts')
    const expected = expectedOf(value, option.oneOf)
    throw usageError(`Unexpected value \`${value}\` of \`${rawName}\`, expected ${expected}`)
  }
  const earlier = values[name]
  if (option.multiple) values[name] = [...(Array.isArray(earlier) ? earlier : []), value]
  else if (earlier === undefined) values[name] = value
  else throw usageError(`Unexpected second \`${rawName}\`, expected it once`)
}

async function unknownOption(rawName: string, options: Options): Promise<Error> {
  const { expectedOf } = await import('../words/index.ts')
  const known = [...Object.keys(options), 'help'].map((name) => `--${name}`)
  return usageError(`Unexpected option \`${rawName}\`, expected ${expectedOf(rawName, known)}`)
}
