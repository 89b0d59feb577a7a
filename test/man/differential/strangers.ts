import { readdirSync, readFileSync, realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import type { Root } from 'mdast'
import remarkFrontmatter from 'remark-frontmatter'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { VFile } from 'vfile'

const root = fileURLToPath(new URL('../../../', import.meta.url))

const parser = unified()
  .use(remarkParse)
  .use(remarkFrontmatter, ['yaml'])
  .use(remarkGfm, { singleTilde: false })
  .freeze()

/** Find Markdown by other authors: of each installed package, and the manual of npm. */
export function strangerFiles(): string[] {
  const npm = join(dirname(realpathSync(process.execPath)), '../lib/node_modules/npm')
  const files = [join(root, 'node_modules'), npm].flatMap((folder) => filesIn(folder)).sort()
  // Some packages are installed more than once.
  return [...new Map(files.map((path) => [readFileSync(path, 'utf8'), path])).values()]
}

/** Parse a file as most of these authors mean it. */
export function readStranger(path: string): { file: VFile; tree: Root } {
  const file = new VFile({ path, value: readFileSync(path, 'utf8') })
  return { file, tree: parser.parse(file) }
}

function filesIn(folder: string): string[] {
  return entriesOf(folder)
    .filter((entry) => /\.(?:md|markdown)$/i.test(entry) && !/(?:change|license)/i.test(entry))
    .map((entry) => join(folder, entry))
}

function entriesOf(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
  } catch {
    return []
  }
}
