import { resolve } from 'node:path'
import { VFile } from 'vfile'
import { readQuotedFile } from '../../project/index.ts'
import { type Place, readSpec, type Target } from '../../spec/index.ts'
import { prepareExample } from '../prepare-example.ts'
import type { PagePayload, PageProblem } from './page-payload.ts'

/** A page as far as it is the same for every target. */
export type ReadPage = Pick<PagePayload, 'examples' | 'problems'> & {
  /** Programs that the page quotes; the page is read again when one changes. */
  readonly quoted: readonly string[]
}

const pages = new Map<string, { text: string; page: ReadPage }>()

/** Read a page and compile its examples, once for all projects while its text is the same. */
export function readPage(
  path: string,
  options: { cwd: string; text: string; targets: readonly Target[] },
): ReadPage {
  const known = pages.get(path)
  if (known?.text === options.text && known.page.quoted.length === 0) return known.page
  const quoted: string[] = []
  const file = new VFile({ path, cwd: options.cwd, value: options.text })
  const spec = readSpec(file, {
    targets: options.targets,
    readFile: (name) => {
      quoted.push(resolve(options.cwd, name))
      return readQuotedFile(options.cwd, name)
    },
  })
  const examples = (spec?.examples ?? []).map((example) => ({
    example,
    program: prepareExample(example),
  }))
  const page = { examples, problems: problemsOf(file), quoted }
  pages.set(path, { text: options.text, page })
  return page
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
