/** Many tests, one family: adjusted p-values, in the order in which the raw ones came. */

/** Holm's step-down: guards the chance of even one false alarm. Ours for comparisons between models. */
export function holm(pValues: readonly number[]): number[] {
  const order = ascending(pValues)
  const adjusted = pValues.map(() => 1)
  let running = 0
  order.forEach((index, rank) => {
    running = Math.max(running, Math.min(1, (pValues.length - rank) * (pValues[index] ?? 1)))
    adjusted[index] = running
  })
  return adjusted
}

/** Benjamini and Hochberg: guards the share of false alarms among the alarms. Ours for comparisons across metrics. */
export function benjaminiHochberg(pValues: readonly number[]): number[] {
  const order = ascending(pValues).toReversed()
  const adjusted = pValues.map(() => 1)
  let running = 1
  order.forEach((index, fromTop) => {
    running = Math.min(running, (pValues.length / (pValues.length - fromTop)) * (pValues[index] ?? 1))
    adjusted[index] = running
  })
  return adjusted
}

function ascending(values: readonly number[]): number[] {
  return values.map((_, index) => index).toSorted((a, b) => (values[a] ?? 0) - (values[b] ?? 0))
}
