import { checkEvidence, type Evidence, type Spec, type Target } from '../spec/index.ts'
import { checkCodeWidth } from './check-code-width.ts'
import { checkRoff } from './check-roff.ts'
import { checkText } from './check-text.ts'
import { compilerOf, type Engine } from './engine.ts'
import { finishPage } from './finish-page.ts'
import type { Header } from './header.ts'
import { manPath } from './man-path.ts'
import { pageTree } from './page-tree.ts'
import { withLicense } from './with-license.ts'

/** What a manual page is made from besides its page. */
export interface ManOptions {
  /** Recorded outcomes; absent: none are printed. */
  readonly evidence?: Evidence | undefined
  /** Order of the columns of outcomes, and the words for groups of targets. */
  readonly targets: readonly Target[]
  /** Default: `manproof`. */
  readonly engine?: Engine | undefined
  /** What the pages belong to, shown in the footer: `manproof 0.1.0`. */
  readonly version?: string
  /** SPDX expression, printed in a comment; absent: none is. */
  readonly license?: string
}

/** A file below the folder of the manual. */
export interface ManFile {
  /** `man2/F_LAYOUT.2const`. */
  readonly path: string
  /** Of a link: the name of the file beside it that it stands for. */
  readonly text: string
  /** Whether the file is a symbolic link; mandoc calls `.so` fragile and asks for a link. */
  readonly link?: true
}

/**
 * Compile a page to a manual page, and a link for each further name that it has.
 *
 * Losses are messages on the page's file: `man-text-lost`, `code-line-too-long`; so is evidence that
 * contradicts the page: `evidence-refused`.
 *
 * @param spec
 *   Page.
 * @param options
 *   Outcomes, targets, engine, version, license.
 * @returns
 *   Page first, then links; the same bytes whenever and wherever it runs.
 * @see man-pages(7), 6.20; lexgrog(1); measured: test/man/tools.test.ts
 */
export function compileMan(spec: Spec, options: ManOptions): ManFile[] {
  checkEvidence(spec, options.evidence, options.targets)
  const tree = pageTree(spec, options.evidence, options.targets)
  const lines = compilerOf(options.engine)(tree, headerOf(spec, options))
  const { license = '', version = '' } = options
  const [owner = ''] = version.split(' ')
  const text = withLicense(finishPage(lines), license, owner)
  checkText(tree, text, spec.file)
  checkRoff(tree, text, spec.file)
  checkCodeWidth(tree, spec.file)
  const [first = '', ...others] = spec.names
  const path = manPath(first, spec.section)
  return [{ path, text }, ...others.map((name) => linkTo(path, manPath(name, spec.section)))]
}

function linkTo(page: string, path: string): ManFile {
  return { path, text: page.replace(/.*\//, ''), link: true }
}

function headerOf(spec: Spec, options: ManOptions): Header {
  return {
    names: spec.names,
    section: spec.section,
    title: spec.title,
    date: spec.meta.date,
    ...(spec.meta.manual === undefined ? {} : { manual: spec.meta.manual }),
    ...(options.version === undefined ? {} : { version: options.version }),
  }
}
