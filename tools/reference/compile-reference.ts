import { readFileSync } from 'node:fs'
import { relative, resolve } from 'node:path'
import { type Node, Project, type SourceFile, ts } from 'ts-morph'
import { VFile } from 'vfile'
import { report } from '../message/index.ts'
import { expectedOf } from '../words/index.ts'
import { checkExport, checkText, type DocContext } from './check-docs.ts'
import { inCode } from './doc-text.ts'
import { foreignTypes } from './foreign-types.ts'
import { type Export, readExports, readIntroduction } from './read-exports.ts'
import type { ReferenceEntry } from './reference-entry.ts'
import { type Shared, writePage } from './write-page.ts'

/** Options of `compileReference`. */
export interface ReferenceOptions {
  /** Folder of the project, where the paths of entries start. */
  readonly root: string
}

/** A page made from docstrings. */
export interface ReferencePage {
  /** Path, relative to the root. */
  readonly path: string
  /** Markdown from the title on, without front matter. */
  readonly text: string
}

interface Module {
  readonly entry: ReferenceEntry
  readonly source: SourceFile
  readonly exports: readonly Export[]
  /** `manproof-sim(3)`. */
  readonly page: string
}

/**
 * Write pages of a library from its docstrings.
 *
 * An export of two modules is described once, on the first page.
 *
 * @param entries
 *   Modules with their pages, in order.
 * @param options
 *   Folder of the project.
 * @returns
 *   Pages, and the files of the library with incomplete docstrings, which have messages.
 * @see manproof(1), section Library; ts-morph 28
 */
export function compileReference(
  entries: readonly ReferenceEntry[],
  options: ReferenceOptions,
): { readonly pages: readonly ReferencePage[]; readonly files: readonly VFile[] } {
  const files = new Map<string, VFile>()
  const fileOf = (node: Node): VFile => {
    const path = node.getSourceFile().getFilePath()
    const file =
      files.get(path) ??
      new VFile({
        cwd: options.root,
        path: relative(options.root, path),
        value: readFileSync(path, 'utf8'),
      })
    files.set(path, file)
    return file
  }
  const modules = openModules(entries, options.root)
  const homes = new Map<Node, string>()
  const known = new Set(modules.flatMap((each) => each.exports.map(({ name }) => name)))
  const nodes = new Set<Node>(modules.flatMap((each) => each.exports.map(({ node }) => node)))
  const context: DocContext = { fileOf, known, isDescribed: (node) => nodes.has(node) }
  const pages = modules.map((module) => {
    const own = inOrder(module).filter(({ node }) => !homes.has(node))
    for (const item of own) checkExport(item, context)
    checkNames(module, fileOf(module.source))
    const page = { path: module.entry.page, text: pageOf(module, own, { homes, modules, context }) }
    const introduction = readIntroduction(module.source)
    if (introduction) checkText(module.source, introduction, context)
    else {
      const reason = 'Missing docstring of the module, expected one with `@packageDocumentation`'
      report(fileOf(module.source), 'reference-docstring', reason, { line: 1, column: 1 })
    }
    for (const { node } of own) homes.set(node, module.page)
    return page
  })
  return { pages, files: [...files.values()].filter(({ messages }) => messages.length > 0) }
}

function openModules(entries: readonly ReferenceEntry[], root: string): Module[] {
  const project = new Project({
    compilerOptions: {
      strict: true,
      module: ts.ModuleKind.NodeNext,
      target: ts.ScriptTarget.ES2023,
      allowImportingTsExtensions: true,
      noEmit: true,
    },
    skipAddingFilesFromTsConfig: true,
  })
  return entries.map((entry) => {
    const source = project.addSourceFileAtPath(resolve(root, entry.entry))
    const page = entry.page.replace(/^.*\//, '').replace(/^(.+)\.(\w+)\.md$/, '$1($2)')
    return { entry, source, exports: readExports(source), page }
  })
}

/** Exports that name the page, then those linked in its introduction, then the rest. */
function inOrder({ entry, exports, source }: Module): readonly Export[] {
  const links = readIntroduction(source)?.text.matchAll(/\{@link\s+(\w+)/g) ?? []
  const first = [...(entry.names ?? []), ...[...links].map(([, name]) => name)]
  const rank = ({ name }: Export): number => (first.includes(name) ? first.indexOf(name) : Infinity)
  return [...exports].sort((a, b) => (rank(a) === rank(b) ? 0 : rank(a) - rank(b)))
}

/** Exports described on earlier pages, by page. */
function sharedBy(
  module: Module,
  modules: readonly Module[],
  homes: ReadonlyMap<Node, string>,
): Map<string, Shared> {
  const shared = new Map<string, Shared>()
  for (const { page, exports } of modules) {
    const theirs = exports.filter(({ node }) => homes.get(node) === page)
    const own = new Set(module.exports.map(({ node }) => node))
    const names = theirs.filter(({ node }) => own.has(node)).map(({ name }) => name)
    const lacking = theirs.filter(({ node }) => !own.has(node)).map(({ name }) => name)
    if (page !== module.page && names.length > 0) shared.set(page, { names, lacking })
  }
  return shared
}

/** Check that the names of a page are exports of its module. */
function checkNames({ entry, exports }: Module, file: VFile): void {
  const known = exports.map(({ name }) => name)
  for (const name of entry.names ?? []) {
    if (known.includes(name)) continue
    const reason = `Unexpected name \`${name}\` of \`${entry.page}\`, expected ${expectedOf(name, known)}`
    report(file, 'reference-link', reason, { line: 1, column: 1 })
  }
}

function pageOf(
  module: Module,
  own: readonly Export[],
  library: {
    readonly homes: ReadonlyMap<Node, string>
    readonly modules: readonly Module[]
    readonly context: DocContext
  },
): string {
  const { homes, modules, context } = library
  const pages = new Map<string, string>()
  for (const { exports, page } of [...modules].reverse()) {
    for (const { name } of exports) pages.set(name, page)
  }
  const names = new Set(own.map(({ name }) => name))
  const introduction = readIntroduction(module.source)
  const isOwn = (node: Node): boolean => module.exports.some((each) => each.node === node)
  const homeOf = (node: Node): string =>
    modules.find(({ exports }) => exports.some((each) => each.node === node))?.page ?? ''
  return writePage({
    entry: module.entry,
    section: /\((\w+)\)$/.exec(module.page)?.[1] ?? '3',
    ...(introduction && { introduction }),
    own,
    others: sharedBy(module, modules, homes),
    foreign: foreignTypes(own, { isDescribed: context.isDescribed, isOwn, pageOf: homeOf }),
    isDescribed: context.isDescribed,
    pages: [module.page, ...modules.map(({ page }) => page).filter((page) => page !== module.page)],
    link: (name) =>
      names.has(name) || !pages.has(name)
        ? `[${inCode(name)}](#${name})`
        : `${inCode(name)} (see ${pages.get(name)})`,
  })
}
