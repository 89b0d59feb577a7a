import type { Element, ElementContent } from 'hast'
import type { Evidence } from '../../evidence/index.ts'
import type { Target } from '../../outcome/index.ts'
import type { Example } from '../../page/index.ts'
import { element } from '../element.ts'
import { lineId } from './code-lines.ts'
import { type Column, type OutcomeGrid, type Row, readOutcomeGrid } from './outcome-grid.ts'
import { readOutcomeKind } from './outcome-kind.ts'

/** Make the outcomes below an example, or the reason why there are none. */
export function makeOutcomes(
  example: Example,
  evidence: Evidence | undefined,
  targets: readonly Target[],
): ElementContent[] {
  const { norun } = example.labels
  if (norun !== undefined) return [note('Type-checked only: ', norun)]
  const grid = readOutcomeGrid(example, evidence, targets)
  if (grid.stale)
    return [note('No outcomes: the recorded ones are from an older version of this example')]
  if (grid.columns.length === 0) return [note('No recorded outcomes')]
  return [
    grid.rows.length === 0
      ? note('Ran without errors on ', listTargets(grid))
      : makeTable(example, grid),
    ...makeAbsent(example, grid),
  ]
}

function makeTable(example: Example, grid: OutcomeGrid): Element {
  const head = element(
    'tr',
    {},
    element('th', { scope: 'col' }, 'Call'),
    grid.columns.map(makeHead),
  )
  const recorded = `Recorded ${listOf(grid, (run) => run.date)}`
  const where = listOf(grid, (run) => run.fs)
  return element(
    'div',
    {
      className: ['scroll'],
      tabIndex: 0,
      role: 'region',
      ariaLabel: `Outcomes of ${example.labels.name}`,
    },
    element(
      'table',
      { className: ['outcomes'] },
      element('caption', {}, `${recorded} on `, element('a', { href: '#~evidence' }, where)),
      element('thead', {}, head),
      element(
        'tbody',
        {},
        grid.rows.map((row) => makeRow(example, row)),
      ),
    ),
  )
}

/** Short labels; the tooltip, and "Demonstrated" below, name all targets. */
function makeHead({ labels, runs }: Column): Element {
  const title = runs.map(({ target }) => target).join(', ')
  const names = labels.map((label) => element('span', { className: ['target'] }, label))
  return element(
    'th',
    { scope: 'col', title },
    names.flatMap((name, index) => (index === 0 ? [name] : [' ', name])),
  )
}

function makeRow(example: Example, row: Row): Element {
  const href = `#${lineId(example.labels.name, row.line)}`
  return element(
    'tr',
    {},
    element('th', { scope: 'row' }, element('a', { href }, element('code', {}, row.code))),
    row.cells.map((cell) =>
      element('td', {}, element('span', { className: ['o', `o-${readOutcomeKind(cell)}`] }, cell)),
    ),
  )
}

function makeAbsent(example: Example, { absent }: OutcomeGrid): Element[] {
  if (absent.length === 0) return []
  const { targets, fs } = example.labels
  const needs = [
    ...(targets.length === 0 ? [] : [`targets ${targets.join(', ')}`]),
    ...(fs === 'any' ? [] : [`fs ${fs}`]),
    ...example.labels.needs,
  ].join('; ')
  const reason = needs === '' ? '' : `; the example needs ${needs}`
  return [note('Not run on ', absent.join(', '), reason)]
}

function note(...words: readonly string[]): Element {
  return element('p', { className: ['note'] }, ...words)
}

function listTargets(grid: OutcomeGrid): string {
  return grid.columns.flatMap(({ runs }) => runs.map(({ target }) => target)).join(', ')
}

function listOf(grid: OutcomeGrid, read: (run: Column['runs'][number]['run']) => string): string {
  const values = grid.columns.flatMap(({ runs }) => runs.map(({ run }) => read(run)))
  return [...new Set(values)].sort().join(', ')
}
