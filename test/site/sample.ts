import { readdirSync, readFileSync } from 'node:fs'
import remarkRehype from 'remark-rehype'
import { unified } from 'unified'
import { VFile } from 'vfile'
import type { Evidence } from '../../tools/evidence/index.ts'
import { answersTo, claimFor, formatOutcome, type Target } from '../../tools/outcome/index.ts'
import type { Example, Page } from '../../tools/page/index.ts'
import { rehypeReferences, siteHandlers } from '../../tools/site/body/index.ts'
import {
  compileSite,
  type SiteFile,
  type SiteOptions,
  type SiteProcessor,
} from '../../tools/site/index.ts'
import { readPage as readFilePage } from '../read-page.ts'

/** Processor like that of `manproof site`, but without requirements for evidence. */
export const siteProcessor: SiteProcessor = unified()
  .use(remarkRehype, { handlers: siteHandlers })
  .use(rehypeReferences)
  .freeze()

/** Two profiles that differ and two kernels that agree, none of which is run. */
export const targets: readonly Target[] = [
  makeTarget('sim:rfc-v1', ['sim', 'rfc', 'rfc-v1']),
  makeTarget('sim:rfc-v2', ['sim', 'rfc', 'rfc-v2']),
  makeTarget('sim:linux-6.12', ['sim', 'linux', 'linux-6.12']),
  makeTarget('host', ['real', 'linux', 'host']),
]

/** Read the pages of a fixture folder. */
export function readFixture(name: string): readonly Page[] {
  const folder = new URL(`fixtures/${name}/`, import.meta.url)
  return readdirSync(folder).map((file) =>
    readPage(file, readFileSync(new URL(file, folder), 'utf8')),
  )
}

/** Read a page from text. */
export function readPage(name: string, text: string): Page {
  const source = readFilePage(new VFile({ path: `docs/${name}`, value: text }), { targets })
  if (source === undefined) throw new Error(`Cannot read ${name}: it has no title`)
  return source
}

/** Make evidence in which every example has the claimed outcomes on each target. */
export function recordAsClaimed(source: Page): Evidence {
  const examples = source.examples.filter(({ labels }) => labels.norun === undefined)
  return {
    page: pageOf(source),
    examples: Object.fromEntries(
      examples.map((example) => [
        example.labels.name,
        { hash: example.hash, runs: Object.fromEntries(runsOf(example)) },
      ]),
    ),
  }
}

/** Make options for pages, with evidence as claimed. */
export function optionsFor(pages: readonly Page[], more: Partial<SiteOptions> = {}): SiteOptions {
  const evidence = new Map(pages.map((source) => [pageOf(source), recordAsClaimed(source)]))
  return { evidence, targets, version: 'manproof 0.1.0', ...more }
}

/** Compile pages with evidence as claimed, by path. */
export async function compileSample(
  pages: readonly Page[],
  more: Partial<SiteOptions> = {},
): Promise<ReadonlyMap<string, string>> {
  const files: readonly SiteFile[] = await compileSite(
    pages,
    optionsFor(pages, more),
    siteProcessor,
  )
  return new Map(files.map(({ path, text }) => [path, text]))
}

function makeTarget(name: string, selectors: readonly string[]): Target {
  return { name, selectors, module: 'file:///none', options: {} }
}

function pageOf(source: Page): string {
  return `${source.names[0]}.${source.section}`
}

function runsOf(example: Example): [string, Evidence['examples'][string]['runs'][string]][] {
  const { labels, expectations } = example
  return targets
    .filter((target) => labels.targets.every((selector) => answersTo(target, selector)))
    .map((target) => {
      const outcomes = expectations.map((expectation) => {
        const claim = claimFor(expectation, target)
        return claim === undefined ? 'ok' : formatOutcome(claim.outcome)
      })
      const release = target.name === 'host' ? '6.18.44' : target.name.replace('sim:', '')
      const fs = labels.fs === 'any' ? 'ext4' : labels.fs
      return [target.name, { release, fs, date: '2026-11-22', outcomes }]
    })
}
