import { report } from '../../message/index.ts'
import type { Page } from '../../page/index.ts'

const maxLines = 25

/** Warn about examples that are too long for a page. */
export function checkLengths(page: Page): void {
  for (const { shown, labels, place } of page.examples) {
    const count = shown.split('\n').length
    if (count <= maxLines) continue
    const reason = `Unexpected ${count} lines in example \`${labels.name}\`, expected at most ${maxLines}`
    const note = 'quote the part that matters from a program in `examples/`: `file=PATH#REGION`'
    report(page.file, 'example-long', reason, place, { note })
  }
}
