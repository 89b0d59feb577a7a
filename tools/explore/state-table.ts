/** All reached states, with their hashes and the moves that first reached them. */
export interface StateTable {
  readonly size: number
  readonly bytes: number
  /** Number of a state, or -1. */
  find(hash: Uint32Array): number
  /** Add a state that is not in the table, and return its number. */
  add(hash: Uint32Array, parent: number, move: number): number
  parentOf(state: number): number
  /** Index of the move from the parent. */
  moveOf(state: number): number
}

/** Create an empty table, which grows as needed. */
export function createStateTable(): StateTable {
  let capacity = 64
  let size = 0
  let slots = new Int32Array(capacity * 2).fill(-1)
  let hashes = new Uint32Array(capacity * 4)
  let parents = new Int32Array(capacity)
  let moves = new Uint16Array(capacity)

  function slotOf(hash: Uint32Array, from: number): number {
    const mask = slots.length - 1
    let slot = (hash[from] ?? 0) & mask
    for (;;) {
      const found = slots[slot] ?? -1
      if (found === -1 || isSame(hashes, found * 4, hash, from)) return slot
      slot = (slot + 1) & mask
    }
  }

  function grow(): void {
    capacity *= 2
    hashes = withRoom(hashes, new Uint32Array(capacity * 4))
    parents = withRoom(parents, new Int32Array(capacity))
    moves = withRoom(moves, new Uint16Array(capacity))
    slots = new Int32Array(capacity * 2).fill(-1)
    for (let state = 0; state < size; state += 1) slots[slotOf(hashes, state * 4)] = state
  }

  return {
    get size() {
      return size
    },
    get bytes() {
      return slots.byteLength + hashes.byteLength + parents.byteLength + moves.byteLength
    },
    add(hash, parent, move) {
      if (size === capacity) grow()
      hashes.set(hash, size * 4)
      parents[size] = parent
      moves[size] = move
      slots[slotOf(hash, 0)] = size
      size += 1
      return size - 1
    },
    find: (hash) => slots[slotOf(hash, 0)] ?? -1,
    parentOf: (state) => parents[state] ?? -1,
    moveOf: (state) => moves[state] ?? 0,
  }
}

function isSame(left: Uint32Array, at: number, right: Uint32Array, from: number): boolean {
  return (
    left[at] === right[from] &&
    left[at + 1] === right[from + 1] &&
    left[at + 2] === right[from + 2] &&
    left[at + 3] === right[from + 3]
  )
}

function withRoom<T extends Uint32Array | Int32Array | Uint16Array>(old: T, wide: T): T {
  wide.set(old)
  return wide
}
