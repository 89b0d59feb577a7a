import type { Engine } from '../../man/index.ts'
import { usageError } from '../../message/index.ts'
import { expectedOf, listOf } from '../../words/index.ts'

type Kind =
  | 'text'
  | 'texts'
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
  site: { out: 'text', title: 'text', repository: 'text' },
  evidence: 'text',
  reference: 'modules',
  version: 'text',
  license: 'text',
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
    throw usageError(
      `${file}: Unexpected ${kindOf(value)} in ${prefix || 'the default export'}, expected an object`,
    )
  }
  for (const [key, member] of Object.entries(value)) {
    const kind = Object.hasOwn(kinds, key) ? kinds[key] : undefined
    if (kind === undefined) throw unknownKey(prefix + key, Object.keys(kinds), file)
    if (member !== undefined) checkMember(member, kind, file, prefix + key)
  }
}

/** Lists: check of an item, what it should be, and what the list should be. */
const lists = {
  texts: [isText, 'a string', 'strings'],
  targets: [isTarget, 'a target, such as `simTarget` makes', 'targets'],
  plugins: [isPlugin, 'a function, a list of a function and its options, or a preset', 'plugins'],
  modules: [isModule, 'an object with `entry`, `from`, `page` and `title`', 'modules'],
} as const

function checkMember(value: unknown, kind: Kind, file: string, name: string): void {
  const refuse = (wrong: unknown, at: string, expected: string): Error =>
    usageError(`${file}: Unexpected ${kindOf(wrong)} in \`${at}\`, expected ${expected}`)
  if (typeof kind === 'object') {
    checkRecord(value, kind, file, `${name}.`)
    return
  }
  if (kind === 'text') {
    if (!isText(value)) throw refuse(value, name, 'a string')
    return
  }
  if (kind === 'engine') {
    if (!engines.includes(value)) throw refuse(value, name, listOf(engines as Engine[]))
    return
  }
  const [isGood, expected, all] = lists[kind]
  if (!Array.isArray(value)) throw refuse(value, name, `a list of ${all}`)
  const wrong = value.findIndex((item) => !isGood(item))
  if (wrong >= 0) throw refuse(value[wrong], `${name}[${wrong}]`, expected)
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
    throw usageError(`${file}: Unexpected second target \`${twice}\`, expected distinct names`)
  }
}

function unknownKey(name: string, known: readonly string[], file: string): Error {
  const expected = expectedOf(name.replace(/^.*\./, ''), known)
  return usageError(`${file}: Unexpected member \`${name}\`, expected ${expected}`)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isList(value: unknown, good: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(good)
}

function isTarget(value: unknown): boolean {
  return (
    isRecord(value) &&
    typeof value['name'] === 'string' &&
    typeof value['module'] === 'string' &&
    isRecord(value['options']) &&
    isList(value['selectors'], isText) &&
    isText(value['release'] ?? '') &&
    isList(value['fs'] ?? [], isText)
  )
}

function isText(value: unknown): boolean {
  return typeof value === 'string'
}

/** A plugin, a plugin with its options, or a preset. */
function isPlugin(value: unknown): boolean {
  if (typeof value === 'function') return true
  if (Array.isArray(value)) return typeof value[0] === 'function'
  return isRecord(value) && isList(value['plugins'], isPlugin)
}

function isModule(value: unknown): boolean {
  return (
    isRecord(value) &&
    ['entry', 'from', 'page', 'title'].every((key) => typeof value[key] === 'string')
  )
}

function kindOf(value: unknown): string {
  if (value === null) return '`null`'
  if (Array.isArray(value)) return 'list'
  return typeof value === 'object' ? 'object' : `${typeof value} \`${String(value)}\``
}
