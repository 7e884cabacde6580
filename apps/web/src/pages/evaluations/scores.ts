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

const judgementReasons: Record<string, string> = {
  'no-score': 'The reply holds no labelled score.',
  'out-of-range': 'The score is not between 0 and 100.',
  ambiguous: 'The reply holds a range, another scale, or several numbers.',
  refused: 'The judge declined.',
  filtered: 'The endpoint filtered the reply.',
  truncated: 'The reply was cut at the token limit.',
  empty: 'The reply is empty.',
  'empty-response': 'There was no answer to judge.',
  'no-evidence': 'There are neither frames nor a caption to judge by.',
}

/** A code in words, with the code behind it; a sentence stays as it is. */
export const whyNoJudgement = (reason: string): string =>
  judgementReasons[reason] ? `${judgementReasons[reason]} (${reason})` : reason

export function whyUnscored(score: Score | undefined): string | undefined {
  return score?.status === 'unscored' ? (reasons[score.reason] ?? score.reason) : undefined
}

/** `gpt-4o` rather than an id: rows name judges by model id. */
export const judgeName = (run: EvalRunView, judgeId: string): string =>
  run.judges.find((judge) => judge.id === judgeId)?.name ?? judgeId
