import type { Comment } from 'oxc-parser'
import { report } from '../../message/index.ts'
import type { Expectation, Target, Vocabulary } from '../../outcome/index.ts'
import { answersTo, selectsTarget } from '../../outcome/index.ts'
import type { Example, Labels } from '../page.ts'
import type { PageText } from '../text/page-text.ts'
import { placeIn } from '../text/place-in.ts'
import { findExpressions, type Spoken } from './find-expressions.ts'
import { selectorsOf } from './label-table.ts'
import { readClaims } from './read-claims.ts'
import { syntaxOf } from './syntax-of.ts'

/** An example before its expectations are known. */
export interface Draft extends Pick<Example, 'code' | 'lines'> {
  readonly labels: Labels
}

/** Parse the code of an example and tie each `//=>` comment to its expression. */
export function readExpectations(
  page: PageText,
  example: Draft,
  words: Vocabulary & { readonly targets: readonly Target[] },
): readonly Expectation[] {
  const { targets } = words
  const syntax = syntaxOf(example)
  const { comments, errors } = syntax
  for (const { message, labels } of errors) {
    const start = Math.min(labels[0]?.start ?? 0, example.code.length)
    const end = Math.min(labels[0]?.end ?? start, example.code.length)
    const reason = `Cannot parse example: ${message.charAt(0).toLowerCase()}${message.slice(1)}`
    report(page.file, 'syntax', reason, placeIn(example, start, end))
  }
  if (errors.length > 0) return []
  const spoken = comments.some(isExpectation) ? findExpressions(syntax.program) : []
  const applying = targets.filter((target) => selectsTarget(example.labels, target))
  const context = {
    page,
    example,
    names: words,
    known: selectorsOf(targets),
    covers: (selector: string) => applying.some((target) => answersTo(target, selector)),
  }
  return comments.flatMap((comment) => {
    checkForm(page, example, comment)
    if (!isExpectation(comment)) return []
    const expression = tie(page, example, comment, spoken)
    const claims = readClaims(context, comment)
    return expression && claims
      ? {
          place: placeIn(example, comment.start, comment.end),
          text: comment.value.slice(2).trim(),
          claims,
          expression: expression.expression,
          awaited: expression.awaited,
        }
      : []
  })
}

function isExpectation(comment: Comment): boolean {
  return comment.type === 'Line' && comment.value.startsWith('=>')
}

/** Report a mistyped arrow: its expectation would never be checked. */
function checkForm(page: PageText, example: Draft, comment: Comment): void {
  const match = /^\s*[=-]>/.exec(comment.value)
  if (!match || isExpectation(comment)) return
  const actual = `${comment.type === 'Line' ? '//' : '/*'}${match[0]}`
  const place = placeIn(example, comment.start, comment.end)
  report(page.file, 'expectation-outcome', `Unexpected \`${actual}\`, expected \`//=>\``, place)
}

function tie(
  page: PageText,
  example: Draft,
  comment: Comment,
  spoken: readonly Spoken[],
): Spoken | undefined {
  const place = placeIn(example, comment.start, comment.end)
  const found = spoken.findLast(
    ({ end }) =>
      end <= comment.start && /^[^\S\n]*;?[^\S\n]*$/.test(example.code.slice(end, comment.start)),
  )
  if (!found || found.isFunction) {
    const actual = found ? 'a function' : 'no expression'
    const reason = `Unexpected \`//=>\` after ${actual}, expected it after a call on the same line`
    report(page.file, 'expectation-expression', reason, place)
    return undefined
  }
  if (found.nested) {
    const reason =
      'Unexpected `//=>` in a function that is not async, expected it where `await` can stand'
    report(page.file, 'expectation-nested', reason, place)
    return undefined
  }
  return found
}
