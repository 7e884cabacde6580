/**
 * What a picture looks like in 128 bits: whether each of 8 × 8 places is brighter than its right, and than its lower
 * neighbour (a difference hash in both directions). Size, brightness, compression and a small logo hardly change it.
 */

/** The grey picture that `pictureHash` takes: 9 × 9 pixels. */
export const hashSide = 9
/** Neighbours nearer than this are equal: noise must not decide. */
const noise = 2
/** Fewer places that differ from their neighbours say nothing: a black frame is like every black frame. */
const leastContrasts = 24

/** 32 hex digits; null for a picture without anything in it. */
export function pictureHash(grey: Uint8Array): string | null {
  let bits = 0n
  let contrasts = 0
  for (const step of [1, hashSide]) {
    for (let row = 0; row < hashSide - 1; row++) {
      for (let column = 0; column < hashSide - 1; column++) {
        const at = row * hashSide + column
        const difference = grey[at]! - grey[at + step]!
        if (Math.abs(difference) > noise) contrasts++
        bits = (bits << 1n) | (difference > noise ? 1n : 0n)
      }
    }
  }
  return contrasts < leastContrasts ? null : bits.toString(16).padStart(32, '0')
}

/** The four 32-bit words of a hash. */
export function hashWords(hash: string): [number, number, number, number] {
  const word = (at: number): number => Number.parseInt(hash.slice(at, at + 8), 16)
  return [word(0), word(8), word(16), word(24)]
}

/** How many of the 128 bits differ. */
export function hashDistance(first: readonly number[], second: readonly number[]): number {
  let bits = 0
  for (let at = 0; at < 4; at++) {
    let value = first[at]! ^ second[at]!
    value -= (value >>> 1) & 0x55_55_55_55
    value = (value & 0x33_33_33_33) + ((value >>> 2) & 0x33_33_33_33)
    bits += Math.imul((value + (value >>> 4)) & 0x0f_0f_0f_0f, 0x01_01_01_01) >>> 24
  }
  return bits
}
