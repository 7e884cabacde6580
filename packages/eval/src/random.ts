/** A seeded generator, so that one data set always gives one interval. sfc32, which passes PractRand. */

export interface Random {
  /** From 0 up to, but not including, 1. */
  next(): number
  /** A whole number from 0 up to, but not including, `bound`. */
  below(bound: number): number
}

export function seededRandom(seed: number): Random {
  let a = seed >>> 0
  let b = Math.floor(seed / 0x1_0000_0000) >>> 0
  let c = 0x9e37_79b9
  let counter = 1
  const next32 = () => {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    return sum >>> 0
  }
  // Neighbouring seeds start alike; a few turns drive them apart.
  for (let turn = 0; turn < 15; turn += 1) next32()
  const next = () => next32() / 0x1_0000_0000
  return { next, below: (bound) => Math.floor(next() * bound) }
}
