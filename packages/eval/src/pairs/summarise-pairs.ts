/**
 * What many pairs say of two models: the share that a wins, with ties as half, clustered by video; how often the
 * verdict came from the order alone; and how much the judge likes whatever stands first.
 */
import { wilsonInterval, type ShareInterval } from '../preference.js'
import { clusterBootstrap, type Interval, type ResamplingOptions } from '../intervals.js'
import { signFlipTest } from '../paired-tests.js'
import { lengthControlledShare, type LengthControlled } from './length-control.js'
import type { PairJudgement } from './pair-judgement.js'

export interface JudgedPair {
  /** The video of the question. */
  cluster: string
  judgement: PairJudgement
  /** Characters of both answers, for the length-controlled share. */
  lengths?: { a: number; b: number }
}

export interface PairSummary {
  counts: {
    a: number
    b: number
    tie: number
    /** Of the ties: those where the two orders disagreed. */
    orderDependent: number
    unscored: number
    skipped: number
  }
  /** Share of a, ties as half. */
  winShare: Interval
  /** Sign-flip over videos; absent without a judged pair. */
  pValue?: number
  /** Share of readings for whatever stood first, among those that were no tie; 0.5 where order does not matter. */
  firstShare?: ShareInterval
  /** Judged pairs in which the orders disagreed. */
  orderDependentShare?: ShareInterval
  /** The share at equal length; only where lengths were given. */
  lengthControlled?: LengthControlled
}

const worth = { a: 1, b: 0, tie: 0.5 } as const

export function summarisePairs(pairs: readonly JudgedPair[], options: ResamplingOptions = {}): PairSummary {
  const judged = pairs.flatMap(({ cluster, judgement, lengths }) =>
    judgement.status === 'judged' ? [{ cluster, judgement, lengths, value: worth[judgement.winner] }] : [],
  )
  const count = (winner: 'a' | 'b' | 'tie') => judged.filter(({ judgement }) => judgement.winner === winner).length
  const orderDependent = judged.filter(({ judgement }) => judgement.isOrderDependent).length
  const seen = judged.flatMap(({ judgement }) => judgement.readings.map((reading) => reading.seen))
  const firstShare = wilsonInterval(
    seen.filter((one) => one === 'first').length,
    seen.filter((one) => one !== 'tie').length,
  )
  const orderDependentShare = wilsonInterval(orderDependent, judged.length)
  const withLengths = judged.flatMap(({ lengths, cluster, value }) =>
    lengths === undefined ? [] : [{ cluster, value, difference: lengths.a - lengths.b }],
  )
  return {
    counts: {
      a: count('a'),
      b: count('b'),
      tie: count('tie'),
      orderDependent,
      unscored: pairs.filter(({ judgement }) => judgement.status === 'unscored').length,
      skipped: pairs.filter(({ judgement }) => judgement.status === 'skipped').length,
    },
    winShare: clusterBootstrap(
      judged.map(({ cluster, value }) => ({ cluster, values: [value] })),
      options,
    ),
    ...(judged.length > 0 && {
      pValue: signFlipTest(
        judged.map(({ cluster, value }) => ({ cluster, values: [value - 0.5] })),
        options,
      ),
    }),
    ...(firstShare && { firstShare }),
    ...(orderDependentShare && { orderDependentShare }),
    ...(withLengths.length > 0 && { lengthControlled: lengthControlledShare(withLengths, options.confidence) }),
  }
}
