/** A row of a published results table: shown beside our rows as a reference, never counted among them. */
import * as z from 'zod'
import { MetricId, MetricSetId } from './metrics.js'

export const PublishedRow = z.object({
  /** Where it was published, e.g. `arXiv 2509.15233`. */
  source: z.string(),
  table: z.string(),
  model: z.string(),
  /** Other names for the same model in the same paper (D19). */
  aliases: z.array(z.string()),
  /** The heading in the table under which the row stands. */
  group: z.string(),
  metricSet: MetricSetId,
  scores: z.partialRecord(MetricId, z.number()),
  printedAverage: z.number(),
})
export type PublishedRow = z.infer<typeof PublishedRow>
