/**
 * Which of very many items should be compared at all: those that share a key. An item has several keys (bands of a
 * signature, parts of a picture's hash), so that near-duplicates share at least one of them.
 */

/** More items with one key are no sign of likeness (a black frame, an empty text); such a key is passed over. */
const fullBucket = 64

/** Index pairs, lower first, each once. */
export function candidatePairs(
  items: Iterable<Iterable<string | number>>,
  mostPerKey = fullBucket,
): [first: number, second: number][] {
  const bucketOf = new Map<string | number, number[]>()
  let count = 0
  for (const keys of items) {
    const index = count++
    for (const key of keys) {
      const bucket = bucketOf.get(key)
      if (bucket === undefined) bucketOf.set(key, [index])
      else if (bucket.at(-1) !== index && bucket.length <= mostPerKey) bucket.push(index)
    }
  }
  const seen = new Set<number>()
  for (const bucket of bucketOf.values()) {
    if (bucket.length > mostPerKey) continue
    for (let right = 1; right < bucket.length; right++)
      for (let left = 0; left < right; left++) seen.add(bucket[left]! * count + bucket[right]!)
  }
  return [...seen].toSorted((a, b) => a - b).map((pair) => [Math.floor(pair / count), pair % count])
}
