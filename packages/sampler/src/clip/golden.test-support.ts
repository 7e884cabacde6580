/** What Pillow and PyTorch made of the tiny CLIP (test/tiny-clip/golden.py), for the tests to compare with. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Frame } from '../decoder.js'
import { tinyClipFolder } from '../testing.js'

interface Golden {
  resized: { from: [number, number]; to: [number, number]; resample: 1 | 2 | 3; rgb: string }[]
  noise: number[][]
  texts: { ids: number[]; features: number[] }[]
  frames: { file: string; pixelsSha256: string; features: number[] }[]
}

const file = (name: string) => readFileSync(`${tinyClipFolder}/../${name}`)

export const golden = JSON.parse(file('golden.json').toString()) as Golden

export function goldenFrame(name: string): Frame {
  const jpeg = new Uint8Array(file(name))
  const sha256 = createHash('sha256').update(jpeg).digest('hex')
  return { index: 0, timestampSeconds: 0, pts: 0, width: 0, height: 0, jpeg, sha256 }
}

export function largestGap(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) return Number.POSITIVE_INFINITY
  return Math.max(...Array.from(a, (x, k) => Math.abs(x - (b[k] as number))))
}
