import { resolve } from 'node:path'
import { VFile } from 'vfile'
import { quoteReader } from '../../manual/index.ts'
import type { Place, Target } from '../../outcome/index.ts'
import { toPage } from '../../pipeline.ts'
import { prepareExample } from '../program/prepare-example.ts'
import type { PagePayload, PageProblem } from './page-payload.ts'

/** The part of a page that is the same for every target. */
export type ReadPage = Pick<PagePayload, 'examples' | 'problems'> & {
  /** Programs that the page quotes; the page is read again when one changes. */
  readonly quoted: readonly string[]
}

const pages = new Map<string, { text: string; page: ReadPage }>()

/** Read a page and compile its examples, once for all projects while its text is the same. */
export async function readPage(
  path: string,
  { cwd, text, targets }: { cwd: string; text: string; targets: readonly Target[] },
): Promise<ReadPage> {
  const known = pages.get(path)
  if (known?.text === text && known.page.quoted.length === 0) return known.page
  const file = new VFile({ path, cwd, value: text })
  const processor = toPage({ targets, readFile: quoteReader(cwd) })
  await processor.run(processor.parse(file), file)
  const { page, quotes = {} } = file.data
  const examples = (page?.examples ?? []).map((example) => ({
    example,
    program: prepareExample(example),
  }))
  const quoted = Object.keys(quotes).map((name) => resolve(cwd, name))
  const read = { examples, problems: problemsOf(file), quoted }
  pages.set(path, { text, page: read })
  return read
}

function problemsOf(file: VFile): PageProblem[] {
  return file.messages
    .filter((message) => message.fatal === true)
    .map(({ ruleId, reason, place }) => ({
      ruleId: ruleId ?? '',
      reason,
      place: toPlace(place),
    }))
}

function toPlace(place: VFile['messages'][number]['place']): Place {
  const start = place === undefined ? undefined : 'start' in place ? place.start : place
  const { line = 1, column = 1, offset = 0 } = start ?? {}
  const point = { line, column, offset }
  return { start: point, end: point }
}
