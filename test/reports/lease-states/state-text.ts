/** States and transitions. */
export interface StateGraph {
  readonly states: readonly string[]
  readonly edges: readonly {
    readonly from: string
    readonly to: string
    readonly labels: readonly string[]
  }[]
}

/**
 * Write a state diagram as a list: each state with its outgoing transitions.
 *
 * @param graph
 *   States in the order of the list.
 * @returns
 *   Lines of ASCII, joined by line feeds, the last one included.
 */
export function stateText({ states, edges }: StateGraph): string {
  return states
    .flatMap((state) => [
      state,
      ...edges
        .filter(({ from }) => from === state)
        .flatMap(({ to, labels }) => [...labels.map((label) => `  | ${label}`), `  '--> ${to}`]),
    ])
    .map((line) => `${line}\n`)
    .join('')
}
