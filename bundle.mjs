// Puts the compiler of one page, which is pure, into one file: what it is made of is 340 modules, which
// take longer to find and load than a page takes to compile. Called by `npm run build`, behind tsc.
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { rolldown } from 'rolldown'

const folder = 'dist/bundle'

/** Packages that few pages need, with the functions of them that are called: loaded at the first call. */
const late = {
  // Most front matters are only a date.
  yaml: ['isMap', 'isScalar', 'isSeq', 'parse', 'parseDocument'],
  // It brings a library of its own for each system.
  'oxc-parser': ['parseSync'],
}

const build = await rolldown({
  input: ['dist/tools/cli/compiler.js', 'dist/tools/cli/compile-worker.js'],
  platform: 'node',
  plugins: [
    {
      name: 'late',
      resolveId: (name) => (Object.hasOwn(late, name) ? { id: `\0${name}` } : undefined),
      load: (id) => (id.startsWith('\0') ? lateModule(id.slice(1)) : undefined),
    },
  ],
})
const { output } = await build.generate({
  format: 'esm',
  chunkFileNames: '[name]-code.js',
  comments: { legal: true, annotation: false, jsdoc: false },
})
mkdirSync(folder, { recursive: true })
const files = new Map(output.map(({ fileName, code }) => [fileName, code]))
files.set('LICENSES', licensesOf(output.flatMap(({ moduleIds }) => moduleIds)))
// Files of the same text keep their times: the cache of man pages goes by them.
for (const [name, text] of files) if (readText(name) !== text) writeWhole(name, text)
for (const name of readdirSync(folder)) if (!files.has(name)) rmSync(join(folder, name))

function lateModule(name) {
  if (!Object.hasOwn(late, name)) return undefined
  const calls = late[name].map(
    (call) =>
      `export const ${call} = (...args) => (loaded ??= require('${name}')).${call}(...args)`,
  )
  const load = 'const require = createRequire(import.meta.url)\nlet loaded'
  return ["import { createRequire } from 'node:module'", load, ...calls].join('\n')
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
