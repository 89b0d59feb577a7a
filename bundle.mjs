// Puts what `manproof man` runs into two files: the compiler of one page, which is pure and made of 340
// modules, and the verb, which sees what has changed. To find and load modules takes longer than a page
// takes to compile. Called by `npm run build`, behind tsc.
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import process from 'node:process'
import { rolldown } from 'rolldown'

const folder = 'dist/bundle'

/** Packages that few pages need, with the functions of them that are called: loaded at the first call. */
const late = {
  // Most front matters are only a date.
  yaml: ['isAlias', 'isMap', 'isScalar', 'isSeq', 'parseDocument'],
  // It brings a library of its own for each system.
  'oxc-parser': ['parseSync'],
}
const loadsLate = {
  name: 'late',
  resolveId(name, importer) {
    if (!Object.hasOwn(late, name)) return undefined
    return importer === `\0${name}` ? { id: name, external: true } : { id: `\0${name}` }
  },
  load: (id) => (id.startsWith('\0') ? lateModule(id.slice(1)) : undefined),
}

/** Modules of which there must be only one: a class that others ask for, a compiler that is loaded. */
const shared = ['exit-code.js', 'load-compiler.js'].map((name) => resolve('dist/tools/cli', name))
const staysInPlace = {
  name: 'in place',
  // What is loaded later stays where it is.
  resolveId(name, importer, { kind }) {
    if (importer === undefined) return undefined
    if (!name.startsWith('.')) return { id: name, external: true }
    const path = resolve(dirname(importer), name)
    if (kind !== 'dynamic-import' && !shared.includes(path)) return undefined
    return { id: placeOf(path), external: true }
  },
  // What is found beside a module is found there.
  transform(code, id) {
    if (!code.includes('import.meta.url')) return undefined
    const url = `new URL('${placeOf(id)}', import.meta.url).href`
    return { code: code.replaceAll('import.meta.url', url) }
  },
}

const texts = await Promise.all([
  textOf('compiler', { plugins: [loadsLate], format: 'cjs' }),
  textOf('man', { plugins: [staysInPlace], format: 'esm' }),
])
mkdirSync(folder, { recursive: true })
const files = new Map([
  ['compiler.cjs', texts[0].code],
  ['man.js', texts[1].code],
  ['LICENSES', licensesOf(texts.flatMap(({ moduleIds }) => moduleIds))],
])
// Files of the same text keep their times: the cache of man pages goes by them.
for (const [name, text] of files) if (readText(name) !== text) writeWhole(name, text)
for (const name of readdirSync(folder)) if (!files.has(name)) rmSync(join(folder, name))

async function textOf(name, { plugins, format }) {
  const input = resolve(`dist/tools/cli/${name}.js`)
  const build = await rolldown({ input, platform: 'node', plugins })
  const comments = { legal: true, annotation: false, jsdoc: false }
  const { output } = await build.generate({ format, comments })
  if (output.length !== 1)
    throw new Error(`Unexpected ${output.length} files of ${name}, expected 1`)
  return output[0]
}

function placeOf(path) {
  return relative(resolve(folder), path)
}

function lateModule(name) {
  if (!Object.hasOwn(late, name)) return undefined
  const calls = late[name].map(
    (call) =>
      `export const ${call} = (...args) => (loaded ??= require('${name}')).${call}(...args)`,
  )
  return ['let loaded', ...calls].join('\n')
}

function readText(name) {
  try {
    return readFileSync(join(folder, name), 'utf8')
  } catch {
    return undefined
  }
}

/** Whoever runs the tool meanwhile sees the file of before or the new one. */
function writeWhole(name, text) {
  const staged = join(folder, `.${name}.${process.pid}`)
  writeFileSync(staged, text)
  renameSync(staged, join(folder, name))
}

/** The licenses of the packages that are in the file, as they ask for. */
function licensesOf(modules) {
  const packages = new Set(
    modules.flatMap((path) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []),
  )
  return [...packages].sort().map(licenseOf).join('\n\n')
}

function licenseOf(path) {
  const { name, version, license } = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8'))
  const file = readdirSync(path).find((entry) => /^licen[cs]e/i.test(entry))
  const text = file === undefined ? `License: ${license}\n` : readFileSync(join(path, file), 'utf8')
  return `${name} ${version}\n\n${text}`
}
