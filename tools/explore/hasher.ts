/** A hasher with four 32-bit lanes: different states collide about once in 10^30 pairs. */
export interface Hasher {
  add(token: number | string | boolean | undefined): void
  /** The four lanes after the final mix; the array is reused by the next call. */
  end(): Uint32Array
}

const multipliers = [0x9e3779b1, 0x85ebca77, 0xc2b2ae3d, 0x27d4eb2f] as const

function mixed(lane: number): number {
  let value = lane ^ (lane >>> 16)
  value = Math.imul(value, 0x7feb352d)
  value ^= value >>> 15
  value = Math.imul(value, 0x846ca68b)
  return (value ^ (value >>> 16)) >>> 0
}

/**
 * Create a hasher of token sequences, which distinguishes types of tokens.
 *
 * @see https://github.com/skeeto/hash-prospector for the constants of the final mix
 */
export function createHasher(): Hasher {
  let [a, b, c, d] = [1, 2, 3, 4]
  const lanes = new Uint32Array(4)
  function word(value: number): void {
    a = Math.imul(a ^ value, multipliers[0])
    a ^= a >>> 15
    b = Math.imul(b ^ a, multipliers[1])
    b ^= b >>> 13
    c = Math.imul(c ^ (value + b), multipliers[2])
    c ^= c >>> 16
    d = Math.imul(d ^ (c + a), multipliers[3])
    d ^= d >>> 14
  }
  function text(value: string): void {
    word(0x5000_0000 | value.length)
    for (let at = 0; at < value.length; at += 1) word(value.charCodeAt(at))
  }
  return {
    add(token) {
      if (typeof token === 'number' && (token | 0) === token) {
        word(0x1000_0000)
        word(token)
      } else if (typeof token === 'string') text(token)
      else if (typeof token === 'number') text(`#${token}`)
      else word(token === undefined ? 0x2000_0000 : token ? 0x3000_0001 : 0x3000_0000)
    },
    end() {
      lanes[0] = mixed(a)
      lanes[1] = mixed(b ^ a)
      lanes[2] = mixed(c ^ b)
      lanes[3] = mixed(d ^ c)
      ;[a, b, c, d] = [1, 2, 3, 4]
      return lanes
    },
  }
}
