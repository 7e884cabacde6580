/**
 * Questions about one video rise and fall together, so the video is the unit that is drawn, flipped and counted.
 * A row holds one value per column (a metric, or just one); a value that is missing is `undefined`.
 */

export interface ClusterRow {
  /** The video of the question; a question without a video is a cluster of its own. */
  cluster: string
  values: readonly (number | undefined)[]
}

/** Per cluster and column, what a mean of column means needs. */
export interface ClusterSums {
  sums: Float64Array
  counts: Float64Array
}

/** Sorted by name, so that a seed means the same draws whatever order the rows came in. */
export function sumByCluster(rows: readonly ClusterRow[]): ClusterSums[] {
  const columns = rows[0]?.values.length ?? 0
  const grouped = Map.groupBy(rows, ({ cluster }) => cluster)
  return [...grouped.keys()].toSorted().flatMap((cluster) => {
    const total = { sums: new Float64Array(columns), counts: new Float64Array(columns) }
    for (const { values } of grouped.get(cluster) ?? [])
      for (let column = 0; column < columns; column += 1) {
        const value = values[column]
        if (value === undefined) continue
        total.sums[column] = (total.sums[column] ?? 0) + value
        total.counts[column] = (total.counts[column] ?? 0) + 1
      }
    return total.counts.some((count) => count > 0) ? [total] : []
  })
}

/**
 * The unweighted mean over columns of each column's mean; `undefined` if a column has no value at all.
 * @param times How often each cluster counts; once each where it is left out.
 */
export function meanOfColumnMeans(clusters: readonly ClusterSums[], times?: Float64Array): number | undefined {
  const columns = clusters[0]?.sums.length ?? 0
  if (columns === 0) return undefined
  let total = 0
  for (let column = 0; column < columns; column += 1) {
    let sum = 0
    let count = 0
    for (let index = 0; index < clusters.length; index += 1) {
      const weight = times === undefined ? 1 : (times[index] ?? 0)
      if (weight === 0) continue
      sum += weight * (clusters[index]?.sums[column] ?? 0)
      count += weight * (clusters[index]?.counts[column] ?? 0)
    }
    if (count === 0) return undefined
    total += sum / count
  }
  return total / columns
}
