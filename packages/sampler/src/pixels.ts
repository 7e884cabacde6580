/** Differences between grey planes (§4.1 step 1): the paper's D(i, j) is the sum of absolute differences. */
export function pixelDifference(a: Uint8Array, b: Uint8Array): number {
  if (a.length !== b.length) throw new RangeError(`planes of ${a.length} and ${b.length} pixels cannot be compared`)
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += Math.abs((a[i] as number) - (b[i] as number))
  return sum
}

export function cosineSimilarity(a: Float32Array, b: Float32Array): number {
  if (a.length !== b.length) throw new RangeError(`features of ${a.length} and ${b.length} numbers cannot be compared`)
  let dot = 0
  let aa = 0
  let bb = 0
  for (let i = 0; i < a.length; i++) {
    const x = a[i] as number
    const y = b[i] as number
    dot += x * y
    aa += x * x
    bb += y * y
  }
  // A feature without length points nowhere: it resembles nothing.
  return aa === 0 || bb === 0 ? 0 : dot / Math.sqrt(aa * bb)
}
