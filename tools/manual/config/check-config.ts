import type { Engine } from '../../man/index.ts'
import { configError, visibleLine } from '../../message/index.ts'
import { expectedOf, isRecord, kindOf, listOf, textKind } from '../../words/index.ts'

type Kind =
  | 'text'
  | 'texts'
  | 'address'
  | 'license'
  | 'targets'
  | 'engine'
  | 'plugins'
  | 'modules'
  | { readonly [key: string]: Kind }

const engines: readonly unknown[] = ['manproof', 'remark-man'] satisfies Engine[]

const shape: { readonly [key: string]: Kind } = {
  pages: 'texts',
  targets: 'targets',
  man: { out: 'text' },
  engine: 'engine',
  remarkPlugins: 'plugins',
  rehypePlugins: 'plugins',
  site: { out: 'text', title: 'text', repository: 'address' },
  evidence: 'text',
  reference: 'modules',
  version: 'text',
  license: 'license',
}

const moduleShape: { readonly [key: string]: Kind } = {
  entry: 'text',
  from: 'text',
  page: 'text',
  title: 'text',
  names: 'texts',
}

/**
 * Check the default export of a configuration.
 *
 * @param file
 *   Path for messages.
 * @throws {CliError} exit 2
 *   If a member is unknown, or a value is of the wrong kind.
 */
export function checkConfig(value: unknown, file: string): void {
  checkRecord(value, shape, file, '')
}

function checkRecord(
  value: unknown,
  kinds: { readonly [key: string]: Kind },
  file: string,
  prefix: string,
): void {
  if (!isRecord(value)) {
    const where = prefix === '' ? 'the default export' : `\`${prefix.slice(0, -1)}\``
    throw configError(`${file}: Unexpected ${shown(value)} in ${where}, expected an object`)
  }
  for (const [key, member] of Object.entries(value)) {
    const kind = Object.hasOwn(kinds, key) ? kinds[key] : undefined
    if (kind === undefined) throw unknownKey(prefix + key, Object.keys(kinds), file)
    if (member !== undefined) checkMember(member, kind, file, prefix + key)
  }
}

/** Single values: check, and what they should be. */
const values = {
  text: [isText, 'a string of one line'],
  address: [isAddress, 'an address that starts with `https://` or `http://`'],
  license: [isLicense, 'a string of one line, or an empty one'],
  engine: [(value: unknown) => engines.includes(value), listOf(engines as Engine[])],
} as const

/** Lists: check of an item, what it should be, and what the list should be. */
const lists = {
  texts: [isText, 'a string of one line', 'strings'],
  targets: [isTarget, 'a target, such as `simTarget` makes', 'targets'],
  plugins: [isPlugin, 'a function, a list of a function and its options, or a preset', 'plugins'],
  modules: [isModule, 'an object with `entry`, `from`, `page` and `title`', 'modules'],
} as const

function checkMember(value: unknown, kind: Kind, file: string, name: string): void {
  const refuse = (wrong: unknown, at: string, expected: string): Error =>
    configError(`${file}: Unexpected ${shown(wrong)} in \`${at}\`, expected ${expected}`)
  if (typeof kind === 'object') {
    checkRecord(value, kind, file, `${name}.`)
    return
  }
  if (kind in values) {
    const [isGood, expected] = values[kind as keyof typeof values]
    if (!isGood(value)) throw refuse(value, name, expected)
    return
  }
  const [isGood, expected, all] = lists[kind as keyof typeof lists]
  if (!Array.isArray(value)) throw refuse(value, name, `a list of ${all}`)
  for (const [index, item] of value.entries()) {
    const at = `${name}[${index}]`
    if (!isGood(item)) throw refuse(item, at, expected)
    // A preset; what is wrong in it is named in it.
    if (kind === 'plugins' && isRecord(item)) {
      checkMember(item['plugins'] ?? [], kind, file, `${at}.plugins`)
    }
  }
  if (kind === 'modules') {
    for (const [at, item] of value.entries())
      checkRecord(item, moduleShape, file, `${name}[${at}].`)
  }
  if (kind === 'targets') checkNames(value as { name: string }[], file)
}

function checkNames(targets: readonly { name: string }[], file: string): void {
  const names = targets.map((target) => target.name)
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined) {
    throw configError(`${file}: Unexpected second target \`${twice}\`, expected distinct names`)
  }
}

function unknownKey(name: string, known: readonly string[], file: string): Error {
  const expected = expectedOf(name.replace(/^.*\./, ''), known)
  return configError(`${file}: Unexpected member \`${name}\`, expected ${expected}`)
}

function isTarget(value: unknown): boolean {
  return (
    isRecord(value) &&
    typeof value['name'] === 'string' &&
    typeof value['module'] === 'string' &&
    isRecord(value['options']) &&
    isStrings(value['selectors']) &&
    textKind.accepts(value['release'] ?? '') &&
    isStrings(value['fs'] ?? [])
  )
}

function isStrings(value: unknown): boolean {
  return Array.isArray(value) && value.every(textKind.accepts)
}

/** Text that says something, in one line: it goes into names, headers and comments. */
function isText(value: unknown): value is string {
  return typeof value === 'string' && /\S/.test(value) && !/\p{Cc}/u.test(value)
}

function isLicense(value: unknown): boolean {
  return value === '' || isText(value)
}

/** The site links to it. */
function isAddress(value: unknown): boolean {
  return isText(value) && /^https?:\/\/\S+$/.test(value) && URL.canParse(value)
}

/** A plugin, a plugin with its options, or a preset: an object with plugins or settings. */
function isPlugin(value: unknown): boolean {
  if (typeof value === 'function') return true
  if (Array.isArray(value)) return typeof value[0] === 'function'
  return isRecord(value) && (value['plugins'] !== undefined || isRecord(value['settings']))
}

function isModule(value: unknown): boolean {
  return (
    isRecord(value) &&
    ['entry', 'from', 'page', 'title'].every((key) => typeof value[key] === 'string')
  )
}

/** Describe a wrong value, which can have any characters. */
function shown(value: unknown): string {
  return visibleLine(kindOf(value))
}
