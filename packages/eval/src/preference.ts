/**
 * A.3: which of two answers do people prefer? "Not sure" is an answer of its own: it stays in the shares and is left
 * out of the test. The sign test and the Wilson interval assume independent votes; several votes by one person or on
 * one question are not, so `preferenceTest` sets p-values clustered by question, by rater and both beside the naive one.
 */
import * as z from 'zod'
import { binomialCdf, normalQuantile, studentTCdf } from './distributions.js'
import type { ResamplingOptions } from './intervals.js'
import { signFlipTest } from './paired-tests.js'

export const Choice = z.enum(['a', 'b', 'not-sure'])
export type Choice = z.infer<typeof Choice>

export const ShareInterval = z.object({ share: z.number(), low: z.number(), high: z.number() })
export type ShareInterval = z.infer<typeof ShareInterval>

/** Wilson's score interval for `successes` of `trials`; `undefined` for no trials. */
export function wilsonInterval(successes: number, trials: number, confidence = 0.95): ShareInterval | undefined {
  if (trials === 0) return undefined
  const z2 = normalQuantile(1 - (1 - confidence) / 2) ** 2
  const share = successes / trials
  const centre = (share + z2 / (2 * trials)) / (1 + z2 / trials)
  const margin = Math.sqrt((z2 * (share * (1 - share) + z2 / (4 * trials))) / trials) / (1 + z2 / trials)
  return { share, low: Math.max(0, centre - margin), high: Math.min(1, centre + margin) }
}

/** Exact two-sided binomial p of "both are equally good"; not-sure votes are left out beforehand. */
export function exactSignTest(wins: number, losses: number): number {
  const trials = wins + losses
  return Math.min(1, 2 * binomialCdf(Math.min(wins, losses), trials, 0.5))
}

export const PreferenceSummary = z.object({
  votes: z.number().int(),
  counts: z.object({ a: z.number().int(), b: z.number().int(), 'not-sure': z.number().int() }),
  /** Of a, among those who chose; absent where nobody did. */
  winShare: ShareInterval.optional(),
  /** Of a, with half a vote for each "not sure"; absent where there is no vote. */
  halfCreditShare: z.number().optional(),
  /** Assumes independent votes. */
  naivePValue: z.number(),
})
export type PreferenceSummary = z.infer<typeof PreferenceSummary>

export function summarisePreference(counts: Record<Choice, number>): PreferenceSummary {
  const votes = counts.a + counts.b + counts['not-sure']
  const winShare = wilsonInterval(counts.a, counts.a + counts.b)
  return {
    votes,
    counts: { a: counts.a, b: counts.b, 'not-sure': counts['not-sure'] },
    ...(winShare && { winShare }),
    ...(votes > 0 && { halfCreditShare: (counts.a + counts['not-sure'] / 2) / votes }),
    naivePValue: exactSignTest(counts.a, counts.b),
  }
}

export interface Vote {
  item: string
  rater: string
  choice: Choice
}

export const PreferenceTest = PreferenceSummary.extend({
  /** Net votes flipped question by question. */
  itemClusteredPValue: z.number(),
  /** Net votes flipped rater by rater. */
  raterClusteredPValue: z.number(),
  /** Clustered both ways; absent with fewer than two questions or raters, or where all votes are alike. */
  twoWayPValue: z.number().optional(),
  /** So many independent votes would carry the same information. */
  effectiveVotes: z.number().optional(),
})
export type PreferenceTest = z.infer<typeof PreferenceTest>

export function preferenceTest(votes: readonly Vote[], options: ResamplingOptions = {}): PreferenceTest {
  const count = (choice: Choice) => votes.filter((vote) => vote.choice === choice).length
  const flipped = (clusterOf: (vote: Vote) => string) =>
    signFlipTest(
      votes.map((vote) => ({ cluster: clusterOf(vote), values: [signs[vote.choice]] })),
      options,
    )
  return {
    ...summarisePreference({ a: count('a'), b: count('b'), 'not-sure': count('not-sure') }),
    itemClusteredPValue: flipped(({ item }) => item),
    raterClusteredPValue: flipped(({ rater }) => rater),
    ...twoWayTest(votes),
  }
}

/**
 * Cameron, Gelbach and Miller: the variance of the net vote, by question plus by rater minus by vote, and Student's t
 * with the smaller number of clusters less one. Where the difference falls below either part, the greater part stands.
 */
function twoWayTest(votes: readonly Vote[]): { twoWayPValue?: number; effectiveVotes?: number } {
  const net = votes.reduce((sum, { choice }) => sum + signs[choice], 0)
  const mean = net / votes.length
  const groupedSquares = (keyOf: (vote: Vote) => string) => {
    const groups = [...Map.groupBy(votes, keyOf).values()]
    const squares = groups.reduce(
      (sum, own) => sum + own.reduce((part, vote) => part + signs[vote.choice] - mean, 0) ** 2,
      0,
    )
    return { groups: groups.length, variance: (squares * groups.length) / (groups.length - 1) }
  }
  const byItem = groupedSquares(({ item }) => item)
  const byRater = groupedSquares(({ rater }) => rater)
  const byVote = groupedSquares(({ item, rater }) => JSON.stringify([item, rater]))
  const fewest = Math.min(byItem.groups, byRater.groups)
  if (fewest < 2 || byVote.variance === 0) return {}
  const variance = Math.max(byItem.variance + byRater.variance - byVote.variance, byItem.variance, byRater.variance)
  const t = Math.abs(net) / Math.sqrt(variance)
  return {
    twoWayPValue: 2 * (1 - studentTCdf(t, fewest - 1)),
    effectiveVotes: Math.min(votes.length, (votes.length * byVote.variance) / variance),
  }
}

const signs: Record<Choice, number> = { a: 1, b: -1, 'not-sure': 0 }
