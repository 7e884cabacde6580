/**
 * The strategy `question`, in the spirit of AKS (Adaptive Keyframe Sampling, CVPR 2025): frames that fit the question,
 * spread over the film where it fits in many places. A stretch is halved, and its frames with it, unless its best
 * pictures stand out from the rest by more than `standOut`; then they are taken. Halving ends at `depth`.
 *
 * Differs from the authors' code in one thing: an odd frame goes to the half that fits better and is not lost, so that
 * as many frames are chosen as were asked for.
 */
export interface RelevanceSettings {
  /** Of relevance stretched to 0–1; the authors' t1. */
  standOut?: number
  /** The authors' depth. */
  depth?: number
}

/** The authors' numbers; their t2 (−100) never decides. */
const STAND_OUT = 0.8
const DEPTH = 5

/** Positions, ascending. Ties go to the earliest. */
export function selectRelevant(
  relevance: readonly number[],
  count: number,
  { standOut = STAND_OUT, depth = DEPTH }: RelevanceSettings = {},
): number[] {
  if (relevance.length === 0) return []
  const least = relevance.reduce((a, b) => Math.min(a, b))
  const spread = relevance.reduce((a, b) => Math.max(a, b)) - least
  const scores = relevance.map((value) => (spread > 0 ? (value - least) / spread : 0))
  return divide(scores, 0, scores.length, count, standOut, depth).toSorted((a, b) => a - b)
}

function divide(
  scores: number[],
  start: number,
  end: number,
  count: number,
  standOut: number,
  depth: number,
): number[] {
  if (count <= 0) return []
  const best = bestOf(scores, start, end, count)
  if (depth === 0 || end - start <= count || mean(scores, best) - mean(scores, range(start, end)) > standOut)
    return best
  const middle = (start + end) >> 1
  const leftFitsBetter = mean(scores, range(start, middle)) >= mean(scores, range(middle, end))
  // A half that is shorter than its share leaves the rest to the other.
  let left = Math.min(leftFitsBetter ? Math.ceil(count / 2) : Math.floor(count / 2), middle - start)
  const right = Math.min(count - left, end - middle)
  left = Math.min(count - right, middle - start)
  return [
    ...divide(scores, start, middle, left, standOut, depth - 1),
    ...divide(scores, middle, end, right, standOut, depth - 1),
  ]
}

function bestOf(scores: number[], start: number, end: number, count: number): number[] {
  return range(start, end)
    .toSorted((a, b) => (scores[b] as number) - (scores[a] as number) || a - b)
    .slice(0, count)
}

function mean(scores: number[], positions: number[]): number {
  return positions.reduce((sum, i) => sum + (scores[i] as number), 0) / positions.length
}

function range(start: number, end: number): number[] {
  return Array.from({ length: end - start }, (_, k) => start + k)
}
