/**
 * Every judgement that a run will ask for, written down before the first call: what has a place here and no result
 * later is pending, not forgotten. In the order in which asking is cheapest: metric by metric and video by video, so
 * that neighbouring requests begin alike and endpoints that cache prefixes can.
 */
import * as z from 'zod'
import type { JudgingPlan } from './judgement-row.js'
import { MetricId, metricSets, type MetricSetId } from './metrics.js'

export const JudgementPlace = z.object({
  metric: MetricId,
  questionId: z.string(),
  judge: z.string(),
  round: z.number().int().positive(),
})
export type JudgementPlace = z.infer<typeof JudgementPlace>

export interface ManifestOptions extends JudgingPlan {
  metricSet: MetricSetId
  /** The video of a question; the question's own id where it has none. */
  clusterOf: (questionId: string) => string
}

export function judgingManifest({
  questionIds,
  judges,
  rounds,
  metricSet,
  clusterOf,
}: ManifestOptions): JudgementPlace[] {
  const byVideo = [...Map.groupBy(questionIds, clusterOf).values()].flat()
  return metricSets[metricSet].metrics.flatMap((metric) =>
    judges.flatMap((judge) =>
      byVideo.flatMap((questionId) =>
        Array.from({ length: rounds }, (_, index) => ({ metric, questionId, judge, round: index + 1 })),
      ),
    ),
  )
}
