/** How much of two texts is the same, by the runs that they share. */

/** Shared, of the smaller one: 1 where one text holds the other. */
export function containment(left: ReadonlySet<string>, right: ReadonlySet<string>): number {
  const smaller = Math.min(left.size, right.size)
  return smaller === 0 ? 0 : shared(left, right) / smaller
}

/** Shared, of all that either has: 1 where both are the same. */
export function jaccard(left: ReadonlySet<string>, right: ReadonlySet<string>): number {
  const both = shared(left, right)
  const all = left.size + right.size - both
  return all === 0 ? 0 : both / all
}

function shared(left: ReadonlySet<string>, right: ReadonlySet<string>): number {
  const [small, large] = left.size < right.size ? [left, right] : [right, left]
  let count = 0
  for (const one of small) if (large.has(one)) count++
  return count
}
