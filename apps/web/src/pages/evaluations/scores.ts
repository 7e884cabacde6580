/** Reading a leaderboard row: a number, or nothing; never a number for nothing. */
import type { EvalRunView, LeaderboardRow } from '../../api-types.js'

type Score = LeaderboardRow['average']

export const valueOf = (score: Score | undefined): number | null => (score?.status === 'scored' ? score.value : null)

export function metricValue(row: LeaderboardRow | null, metric: string): number | null {
  return valueOf(row?.metrics.find((entry) => entry.metric === metric)?.score)
}

const reasons: Record<string, string> = {
  'no-complete-question': 'no question has a score from every judge',
  'metric-unscored': 'a metric of the set has no score',
}

export function whyUnscored(score: Score | undefined): string | undefined {
  return score?.status === 'unscored' ? (reasons[score.reason] ?? score.reason) : undefined
}

/** `gpt-4o` rather than an id: rows name judges by model id. */
export const judgeName = (run: EvalRunView, judgeId: string): string =>
  run.judges.find((judge) => judge.id === judgeId)?.name ?? judgeId
