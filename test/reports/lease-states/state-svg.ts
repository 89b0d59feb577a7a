import { type SvgElement, svg } from '../../../tools/chart/svg.ts'
import type { StateGraph } from './state-text.ts'

const advance = 7.3
const box = { height: 30, gap: 34 }
const padding = 10
const between = 110
const lineHeight = 17

/** Position of a state; rows can be fractions. */
interface Place {
  readonly column: number
  readonly row: number
}

interface Node {
  readonly state: string
  readonly column: number
  readonly x: number
  readonly y: number
  readonly width: number
}

/**
 * Draw a state diagram as SVG.
 *
 * Transitions are numbered arrows, whose causes are listed below the diagram.
 *
 * @param graph
 *   States and transitions.
 * @param options
 *   `title` of the drawing; `id`, unique in the page; `placeOf`, the positions of states. Arrows
 *   from the last column to the first state end in a copy on the right.
 * @returns
 *   Element `svg`; its description lists all transitions in words.
 */
export function stateSvg(
  graph: StateGraph,
  options: {
    readonly title: string
    readonly id: string
    readonly placeOf: (state: string) => Place
  },
): SvgElement {
  const nodes = place(graph.states, options.placeOf)
  const bottom = Math.max(0, ...nodes.map(({ y }) => y + box.height)) + padding
  const legend = graph.edges.map(({ from, to, labels }) => `${from} -> ${to}: ${labels.join('; ')}`)
  const widest = Math.max(0, ...legend.map((text) => (text.length + 4) * advance))
  const right = Math.max(0, ...nodes.map(({ x, width }) => x + width))
  const width = Math.ceil(Math.max(widest, right) + 2 * padding)
  const height = bottom + (legend.length + 1) * lineHeight
  const names = [`${options.id}-title`, `${options.id}-desc`]
  return svg(
    'svg',
    {
      class: 'chart',
      role: 'img',
      'aria-labelledby': names.join(' '),
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      'font-size': 12,
      fill: 'currentColor',
      stroke: 'none',
    },
    svg('title', { id: names[0] ?? '' }, options.title),
    svg(
      'desc',
      { id: names[1] ?? '' },
      legend.map((text) => `From ${text.replace(' -> ', ' to ')}.`).join(' '),
    ),
    ...graph.edges.map((edge, index) => drawEdge(nodes, edge, index + 1)),
    ...nodes.map(drawNode),
    ...legend.map((text, index) =>
      svg('text', { x: padding, y: bottom + (index + 1) * lineHeight }, `${index + 1}  ${text}`),
    ),
  )
}

function place(states: readonly string[], placeOf: (state: string) => Place): readonly Node[] {
  const places = states.map((state) => ({ state, ...placeOf(state) }))
  const [first] = places
  const last = Math.max(0, ...places.map(({ column }) => column))
  // A copy of the first state on the right avoids arrows across all others.
  if (first !== undefined && last > 1) places.push({ ...first, column: last + 1 })
  const lefts = [padding]
  for (let column = 0; column <= last; column += 1) {
    lefts.push((lefts[column] ?? 0) + widthOf(places, column) + between)
  }
  return places.map(({ state, column, row }) => ({
    state,
    column,
    x: lefts[column] ?? padding,
    y: padding + row * (box.height + box.gap),
    width: widthOf(places, column),
  }))
}

function widthOf(places: readonly (Place & { state: string })[], at: number): number {
  const states = places.filter(({ column }) => column === at).map(({ state }) => state)
  return Math.max(0, ...states.map((state) => (state.length + 2) * advance))
}

function drawNode({ state, x, y, width }: Node): SvgElement {
  const middle = { x: round(x + width / 2), y: round(y + box.height / 2 + 4) }
  return svg(
    'g',
    {},
    svg('rect', {
      x: round(x),
      y,
      width: round(width),
      height: box.height,
      rx: 6,
      fill: 'none',
      stroke: 'currentColor',
    }),
    svg('text', { ...middle, 'text-anchor': 'middle' }, state),
  )
}

function drawEdge(
  nodes: readonly Node[],
  edge: { readonly from: string; readonly to: string },
  number: number,
): SvgElement {
  const from = nodes.find(({ state }) => state === edge.from)
  const ends = nodes.filter(({ state }) => state === edge.to)
  const to = ends.find(({ column }) => column - (from?.column ?? 0) === 1) ?? ends[0]
  if (from === undefined || to === undefined) return svg('g', {})
  const [start, end, bend] = route(from, to)
  const tip = { x: end.x - bend.x, y: end.y - bend.y }
  const length = Math.hypot(tip.x, tip.y) || 1
  const [ux, uy] = [tip.x / length, tip.y / length]
  const wing = (side: number): string =>
    `${round(end.x - 8 * ux + side * 4 * uy)} ${round(end.y - 8 * uy - side * 4 * ux)}`
  const middle = {
    x: round(0.49 * start.x + 0.42 * bend.x + 0.09 * end.x),
    y: round(0.49 * start.y + 0.42 * bend.y + 0.09 * end.y - 3),
  }
  const d = `M${spot(start)}Q${spot(bend)} ${spot(end)}`
  return svg(
    'g',
    { class: 'signal' },
    svg('path', { d, fill: 'none', stroke: 'currentColor' }),
    svg('path', { d: `M${spot(end)}L${wing(1)}L${wing(-1)}z` }),
    svg('text', { ...middle, 'text-anchor': 'middle', 'font-weight': 'bold' }, String(number)),
  )
}

interface Spot {
  readonly x: number
  readonly y: number
}

/** Find the start, end and bend of an arrow, apart from the opposite one. */
function route(from: Node, to: Node): readonly [Spot, Spot, Spot] {
  const [a, b] = [middleOf(from), middleOf(to)]
  if (from.x === to.x) {
    const side = a.y < b.y ? 1 : -1
    const edge = (node: Node): number => (side > 0 ? node.x + node.width : node.x)
    const x = edge(from) + side * (20 + Math.abs(b.y - a.y) / 6)
    return [
      { x: edge(from), y: a.y },
      { x: edge(to), y: b.y },
      { x, y: (a.y + b.y) / 2 },
    ]
  }
  const isForth = from.x < to.x
  const shift = isForth ? -7 : 7
  const start = { x: isForth ? from.x + from.width : from.x, y: a.y + shift }
  const end = { x: isForth ? to.x : to.x + to.width, y: b.y + shift }
  return [start, end, { x: (start.x + end.x) / 2, y: (start.y + end.y) / 2 + 2 * shift }]
}

function middleOf({ x, y, width }: Node): Spot {
  return { x: x + width / 2, y: y + box.height / 2 }
}

function spot({ x, y }: Spot): string {
  return `${round(x)} ${round(y)}`
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
