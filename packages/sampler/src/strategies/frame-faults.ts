/**
 * Pictures that show nothing: black ones, flashes, heavily blurred ones. Judged on the grey analysis plane and, for
 * flash and blur, beside the pictures a fifth of a second before and after. A plane of 160×90 shows only blur that
 * is heavy; a film that is soft throughout is left alone, because nothing near is sharper.
 */
import { ANALYSIS_HEIGHT, ANALYSIS_WIDTH } from '../paper.js'
import { pixelDifference } from '../pixels.js'
import type { FrameFault } from './opt-in.js'

/** Ours, in grey levels of 0–255: where a fade is as good as black. */
const BLACK_MEAN = 12
/** Ours: how much brighter than before and after a flash is, on average over the picture. */
const FLASH_RISE = 30
/** Ours: mean absolute Laplacian below which a picture may be blurred, */
const BLUR_EDGES = 3
/** and how much sharper a neighbour must be to prove it. */
const BLUR_RATIO = 1.6
/** Ours: mean absolute difference above which a neighbour is another scene and proves nothing. */
const SAME_SCENE = 20

export interface Surroundings {
  before?: Uint8Array
  after?: Uint8Array
}

export function findFault(
  luma: Uint8Array,
  { before, after }: Surroundings,
  looksFor: ReadonlySet<FrameFault>,
): FrameFault | undefined {
  if (looksFor.has('black') && mean(luma) < BLACK_MEAN) return 'black'
  if (looksFor.has('flash') && isFlash(luma, before, after)) return 'flash'
  if (looksFor.has('blurred') && isBlurred(luma, before, after)) return 'blurred'
  return undefined
}

/** Brighter than both, while these two resemble each other more than they resemble it: the scene went on. */
function isFlash(luma: Uint8Array, before?: Uint8Array, after?: Uint8Array): boolean {
  if (before === undefined || after === undefined) return false
  if (mean(luma) - Math.max(mean(before), mean(after)) < FLASH_RISE) return false
  return pixelDifference(before, after) < Math.min(pixelDifference(before, luma), pixelDifference(luma, after))
}

function isBlurred(luma: Uint8Array, before?: Uint8Array, after?: Uint8Array): boolean {
  const own = edges(luma)
  if (own >= BLUR_EDGES) return false
  const isSameScene = (other: Uint8Array) => pixelDifference(other, luma) < SAME_SCENE * luma.length
  return [before, after].some((other) => other !== undefined && isSameScene(other) && edges(other) > BLUR_RATIO * own)
}

function mean(luma: Uint8Array): number {
  let sum = 0
  for (const value of luma) sum += value
  return sum / luma.length
}

/** Mean absolute Laplacian: how much detail a picture has. */
export function edges(luma: Uint8Array): number {
  const at = (x: number, y: number) => luma[y * ANALYSIS_WIDTH + x] as number
  let sum = 0
  for (let y = 1; y < ANALYSIS_HEIGHT - 1; y++)
    for (let x = 1; x < ANALYSIS_WIDTH - 1; x++)
      sum += Math.abs(4 * at(x, y) - at(x - 1, y) - at(x + 1, y) - at(x, y - 1) - at(x, y + 1))
  return sum / ((ANALYSIS_WIDTH - 2) * (ANALYSIS_HEIGHT - 2))
}
