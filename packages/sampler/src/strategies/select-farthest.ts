/**
 * The strategy `diverse`: farthest-point selection. The first picture is the one most like all of them; each next one is
 * that which is farthest from those taken. It finds what looks unlike the rest, flashes and dissolves included, and sees
 * little where shots look alike: for a film of known shots `shots` does better (bench/RESULTS.md).
 */
export interface FarthestPoint {
  position: number
  /** To the nearest of those taken before it; nothing for the first. */
  distance?: number
}

/** In the order of time. `distance` is symmetric; ties go to the earliest. */
export function selectFarthest(
  vectors: readonly Float32Array[],
  distance: (a: Float32Array, b: Float32Array) => number,
  count: number,
): FarthestPoint[] {
  const wanted = Math.min(count, vectors.length)
  const taken: FarthestPoint[] = []
  const nearest = new Float64Array(vectors.length).fill(Number.POSITIVE_INFINITY)
  for (let next = mostCentral(vectors, distance); taken.length < wanted; next = farthest(nearest)) {
    const before = nearest[next] as number
    taken.push({ position: next, ...(taken.length > 0 ? { distance: before } : {}) })
    for (let i = 0; i < vectors.length; i++)
      nearest[i] = Math.min(nearest[i] as number, distance(vectors[i] as Float32Array, vectors[next] as Float32Array))
    // Never twice, not even where all that is left looks the same.
    nearest[next] = -1
  }
  return taken.toSorted((a, b) => a.position - b.position)
}

function mostCentral(vectors: readonly Float32Array[], distance: (a: Float32Array, b: Float32Array) => number): number {
  const mean = new Float32Array(vectors[0]?.length ?? 0)
  for (const vector of vectors)
    for (let i = 0; i < mean.length; i++) mean[i] = (mean[i] as number) + (vector[i] as number) / vectors.length
  const distances = vectors.map((vector) => distance(vector, mean))
  return distances.indexOf(Math.min(...distances))
}

function farthest(nearest: Float64Array): number {
  let best = 0
  for (let i = 1; i < nearest.length; i++) if ((nearest[i] as number) > (nearest[best] as number)) best = i
  return best
}
