/** node-av as the decoder process got it. Its types only: the process loads it by address, nothing else ever does. */
import type * as constants from 'node-av/constants'
import type * as lib from 'node-av/lib'

export interface Libav {
  lib: typeof lib
  constants: typeof constants
}

/** libav says "no value" with the smallest 64-bit integer. */
export function toNumber(value: bigint): number {
  return value === -(2n ** 63n) ? Number.NaN : Number(value)
}
