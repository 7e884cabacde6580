/**
 * How a picture looks, in 144 numbers: the grey analysis plane averaged in 16 × 9 blocks of 10 × 10 pixels. Coarse on
 * purpose: what moves within a shot changes a few blocks, another shot changes most of them. Costs no model.
 */
import { ANALYSIS_HEIGHT, ANALYSIS_WIDTH } from '../paper.js'

/** Ours: pixels along the side of a block. */
const BLOCK = 10
const COLUMNS = ANALYSIS_WIDTH / BLOCK
const ROWS = ANALYSIS_HEIGHT / BLOCK

export function describePlane(luma: Uint8Array): Float32Array {
  const blocks = new Float32Array(COLUMNS * ROWS)
  for (let y = 0; y < ANALYSIS_HEIGHT; y++)
    for (let x = 0; x < ANALYSIS_WIDTH; x++) {
      const block = Math.floor(y / BLOCK) * COLUMNS + Math.floor(x / BLOCK)
      blocks[block] = (blocks[block] as number) + (luma[y * ANALYSIS_WIDTH + x] as number)
    }
  return blocks.map((sum) => sum / (BLOCK * BLOCK))
}

/** Mean absolute difference of two descriptors: 0–255, like D/M. */
export function descriptorDistance(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += Math.abs((a[i] as number) - (b[i] as number))
  return sum / a.length
}
