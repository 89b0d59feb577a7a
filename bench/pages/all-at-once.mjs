// Compiles a folder of Markdown in one process, as a user script would:
//   node all-at-once.mjs remark-man|marked-man FROM TO
// Packages come from this repository, or from the folder BENCH_MODULES.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const [engine, from, to] = process.argv.slice(2)
const folder = process.env['BENCH_MODULES']
const require = createRequire(folder ? join(folder, 'script.js') : import.meta.url)

async function load(name) {
  return import(pathToFileURL(require.resolve(name)).href)
}

async function withRemark() {
  const [{ unified }, ...plugins] = await Promise.all(
    ['unified', 'remark-parse', 'remark-gfm', 'remark-man'].map((name) => import(name)),
  )
  const processor = plugins.reduce((made, plugin) => made.use(plugin.default), unified()).freeze()
  return (text) => String(processor.processSync(text))
}

async function withMarked() {
  const [{ default: markedMan }, { marked }] = await Promise.all([
    load('marked-man'),
    load('marked'),
  ])
  marked.use(markedMan)
  return (text) => marked(text)
}

const compile = await (engine === 'remark-man' ? withRemark : withMarked)()
for (const file of readdirSync(from)) {
  const text = compile(readFileSync(join(from, file), 'utf8'))
  writeFileSync(join(to, file.replace(/\.md$/, '')), text)
}
