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

/** Where the modules are. */
export interface ReferenceOptions {
  /** Folder that paths of the entries are relative to. */
  readonly root: string
}

/** A page that was written from docstrings. */
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
 * What two modules export is told of once, on the page that comes first.
 *
 * @param entries
 *   Modules with their pages, in the order in which they tell.
 * @param options
 *   Folder of the project.
 * @returns
 *   Pages; and the files of the library in which a docstring lacks a part, with messages at their
 *   places.
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
  const told = new Map<Node, string>()
  const known = new Set(modules.flatMap((each) => each.exports.map(({ name }) => name)))
  const nodes = new Set<Node>(modules.flatMap((each) => each.exports.map(({ node }) => node)))
  const context: DocContext = { fileOf, known, isTold: (node) => nodes.has(node) }
  const pages = modules.map((module) => {
    const own = inOrder(module).filter(({ node }) => !told.has(node))
    for (const item of own) checkExport(item, context)
    checkNames(module, fileOf(module.source))
    const page = { path: module.entry.page, text: pageOf(module, own, { told, modules, context }) }
    const introduction = readIntroduction(module.source)
    if (introduction) checkText(module.source, introduction, context)
    else {
      const reason = 'Missing docstring of the module, expected one with `@packageDocumentation`'
      report(fileOf(module.source), 'reference-docstring', reason, { line: 1, column: 1 })
    }
    for (const { node } of own) told.set(node, module.page)
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

/** What the page is named by first, then what its introduction speaks of, then the rest. */
function inOrder({ entry, exports, source }: Module): readonly Export[] {
  const links = readIntroduction(source)?.text.matchAll(/\{@link\s+(\w+)/g) ?? []
  const first = [...(entry.names ?? []), ...[...links].map(([, name]) => name)]
  const rank = ({ name }: Export): number => (first.includes(name) ? first.indexOf(name) : Infinity)
  return [...exports].sort((a, b) => (rank(a) === rank(b) ? 0 : rank(a) - rank(b)))
}

/** What other pages have told of, by page. */
function sharedBy(
  module: Module,
  modules: readonly Module[],
  told: ReadonlyMap<Node, string>,
): Map<string, Shared> {
  const shared = new Map<string, Shared>()
  for (const { page, exports } of modules) {
    const theirs = exports.filter(({ node }) => told.get(node) === page)
    const own = new Set(module.exports.map(({ node }) => node))
    const names = theirs.filter(({ node }) => own.has(node)).map(({ name }) => name)
    const lacking = theirs.filter(({ node }) => !own.has(node)).map(({ name }) => name)
    if (page !== module.page && names.length > 0) shared.set(page, { names, lacking })
  }
  return shared
}

/** Names of a page are exports of its module. */
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
    readonly told: ReadonlyMap<Node, string>
    readonly modules: readonly Module[]
    readonly context: DocContext
  },
): string {
  const { told, modules, context } = library
  const homes = new Map<string, string>()
  for (const { exports, page } of [...modules].reverse()) {
    for (const { name } of exports) homes.set(name, page)
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
    others: sharedBy(module, modules, told),
    foreign: foreignTypes(own, { isTold: context.isTold, isOwn, pageOf: homeOf }),
    isTold: context.isTold,
    pages: [module.page, ...modules.map(({ page }) => page).filter((page) => page !== module.page)],
    link: (name) =>
      names.has(name) || !homes.has(name)
        ? `[${inCode(name)}](#${name})`
        : `${inCode(name)} (see ${homes.get(name)})`,
  })
}
