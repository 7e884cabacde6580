/**
 * §4.1, documentaries, steps 1–3, on plain indices: the caller says how different (`difference`) and how similar
 * (`similarity`) two frames are. Readings: D4 frame 0 is never a candidate, D5 the frame of a group that differs
 * most from another of it, ties to the earliest, D6 the first groups take the remainder, D7 one pass from the left.
 */
export interface Keyframes {
  /** D(i−1, i) for i = 1 … n−1, at index i−1. */
  differences: number[]
  /** Step 1: the frames with D(i−1, i) > T. */
  candidates: number[]
  /** Step 2. */
  groups: KeyframeGroup[]
}

export interface KeyframeGroup {
  members: number[]
  representative: number
  /** v(i) = max over j of D(i, j) in the group; 0 for a group of one. */
  variation: number
  /** The member that the representative differs most from. */
  farthest?: number
}

export interface Merge {
  kept: number[]
  /** Frames that were folded into the kept frame before them, with the similarity that decided it. */
  merged: { frame: number; into: number; similarity: number }[]
  /** S between each kept frame and the kept one before it; none for the first. */
  similarities: number[]
}

export function selectKeyframes(
  frameCount: number,
  difference: (i: number, j: number) => number,
  settings: { threshold: number; groups: number },
): Keyframes {
  const differences: number[] = []
  for (let i = 1; i < frameCount; i++) differences.push(difference(i - 1, i))
  const candidates = differences.flatMap((d, k) => (d > settings.threshold ? [k + 1] : []))
  const groups = splitGroups(candidates, settings.groups).map((members) => representGroup(members, difference))
  return { differences, candidates, groups }
}

export function splitGroups(candidates: readonly number[], groups: number): number[][] {
  const count = Math.min(groups, candidates.length)
  if (count === 0) return []
  const size = Math.floor(candidates.length / count)
  const remainder = candidates.length % count
  const split: number[][] = []
  let start = 0
  for (let k = 0; k < count; k++) {
    const end = start + size + (k < remainder ? 1 : 0)
    split.push(candidates.slice(start, end))
    start = end
  }
  return split
}

function representGroup(members: number[], difference: (i: number, j: number) => number): KeyframeGroup {
  const variations = members.map(() => 0)
  const farthest: (number | undefined)[] = members.map(() => undefined)
  for (let a = 0; a < members.length; a++)
    for (let b = a + 1; b < members.length; b++) {
      const d = difference(members[a] as number, members[b] as number)
      for (const [self, other] of [
        [a, b],
        [b, a],
      ] as const)
        if (d > (variations[self] as number) || farthest[self] === undefined) {
          variations[self] = d
          farthest[self] = members[other]
        }
    }
  const variation = Math.max(...variations)
  const best = variations.indexOf(variation)
  return { members, representative: members[best] as number, variation, farthest: farthest[best] }
}

/** Step 3. A frame is folded into the last kept one while S > τ; a pair at S = τ stays apart. */
export async function mergeSimilar(
  frames: readonly number[],
  similarity: (i: number, j: number) => number | Promise<number>,
  threshold: number,
): Promise<Merge> {
  const result: Merge = { kept: [], merged: [], similarities: [] }
  for (const frame of frames) {
    const last = result.kept.at(-1)
    const s = last === undefined ? undefined : await similarity(last, frame)
    if (last !== undefined && s !== undefined && s > threshold) result.merged.push({ frame, into: last, similarity: s })
    else {
      result.kept.push(frame)
      if (s !== undefined) result.similarities.push(s)
    }
  }
  return result
}
