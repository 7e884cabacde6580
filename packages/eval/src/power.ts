/**
 * How many questions or votes a study needs before it starts. Both answers inflate by the design effect
 * 1 + (m − 1) · ICC when m items share a video or a rater.
 */
import { normalQuantile } from './distributions.js'

export interface PowerOptions {
  /** 0.8 unless told otherwise. */
  power?: number
  /** Two-sided; 0.05 unless told otherwise. */
  alpha?: number
  /** Items that share one video (or one rater); 1 where all are independent. */
  clusterSize?: number
  /** How alike items of one cluster are, from 0 to 1. */
  intraclassCorrelation?: number
}

/** Questions needed to find a mean difference between two models judged on the same questions. */
export function questionsNeeded(difference: number, spreadOfDifferences: number, options: PowerOptions = {}): number {
  const { power = 0.8, alpha = 0.05 } = options
  const factor = normalQuantile(1 - alpha / 2) + normalQuantile(power)
  return Math.ceil(((factor * spreadOfDifferences) / difference) ** 2 * designEffect(options))
}

/** Decided votes needed to find that a win share differs from one half. */
export function votesNeeded(winShare: number, options: PowerOptions = {}): number {
  const { power = 0.8, alpha = 0.05 } = options
  const spread = Math.sqrt(winShare * (1 - winShare))
  const factor = normalQuantile(1 - alpha / 2) / 2 + normalQuantile(power) * spread
  return Math.ceil((factor / (winShare - 0.5)) ** 2 * designEffect(options))
}

function designEffect({ clusterSize = 1, intraclassCorrelation = 0 }: PowerOptions): number {
  return 1 + (clusterSize - 1) * intraclassCorrelation
}
