// Puts the compiler of one page, which is pure, into one file: what it is made of is 340 modules, which
// take longer to find and load than a page takes to compile. Called by `npm run build`, behind tsc.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { rolldown } from 'rolldown'

const folder = 'dist/bundle'

const build = await rolldown({
  input: ['dist/tools/cli/compiler.js', 'dist/tools/cli/compile-worker.js'],
  platform: 'node',
  // It brings a library of its own for each system.
  external: ['oxc-parser'],
})
const { output } = await build.write({ dir: folder, format: 'esm', comments: { legal: true } })
writeFileSync(
  join(folder, 'LICENSES'),
  licensesOf(output.flatMap(({ moduleIds = [] }) => moduleIds)),
)

/** The licences of the packages that are in the file, as they ask for. */
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
