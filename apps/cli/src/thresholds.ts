/** `--fail-on 'overall<70'`: a gate on a leaderboard row. What has no score cannot pass a gate. */
import type { EvalRunView } from '@video2roleplay/api'
import { InvalidArgumentError } from 'commander'

export interface Threshold {
  /** A sentence where the run misses it, nothing where it passes. */
  missedBy(run: EvalRunView): string[]
}

export function parseThreshold(text: string): Threshold {
  const found = /^\s*(?<metric>[\p{L}_-]+)\s*(?<sign><=?|>=?)\s*(?<bound>\d+(\.\d+)?)\s*$/u.exec(text)
  if (found?.groups === undefined)
    throw new InvalidArgumentError("A threshold looks like 'overall<70' or 'fluency<60'.")
  const { metric = '', sign = '', bound = '' } = found.groups
  const limit = Number(bound)
  return {
    missedBy: (run) => {
      const score = scoreOf(run, metric)
      if (score === null) return [`${run.name}: ${metric} has no score, so it cannot pass ${text}.`]
      const isMissed = sign.startsWith('<') ? score < limit : score > limit
      return isMissed || (sign.endsWith('=') && score === limit)
        ? [`${run.name}: ${metric} is ${score.toFixed(2)}, and ${text} was to fail.`]
        : []
    },
  }
}

function scoreOf({ row }: EvalRunView, metric: string): number | null {
  const wanted = metric.toLowerCase()
  const score = ['overall', 'average', 'avg'].includes(wanted)
    ? row?.average
    : row?.metrics.find((each) => each.metric.toLowerCase().startsWith(wanted))?.score
  return score?.status === 'scored' ? score.value : null
}
