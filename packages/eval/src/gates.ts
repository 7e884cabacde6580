/**
 * Gates for the CI of other teams. `overall<70` fails where it holds; `regression:RUN` fails where a run is worse than
 * that one beyond luck. What has no score passes no gate: it is unmeasured, and that is not a pass.
 */
import * as z from 'zod'
import { EvalError } from './errors.js'
import { formatScore } from './format-score.js'
import type { LeaderboardRow } from './leaderboard.js'
import { MetricId, metrics } from './metrics.js'
import type { PairedComparison } from './paired-tests.js'
import type { GateResult } from './render-junit.js'

const sides = ['<', '<=', '>', '>='] as const

export const Gate = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('threshold'),
    text: z.string(),
    /** `overall` is the average over the run's metric set. */
    metric: z.union([z.literal('overall'), MetricId]),
    side: z.enum(sides),
    bound: z.number(),
  }),
  z.object({ kind: z.literal('regression'), text: z.string(), against: z.string() }),
])
export type Gate = z.infer<typeof Gate>

/** @throws EvalError `bad-settings` */
export function parseGate(text: string): Gate {
  const regression = /^\s*regression\s*:\s*(?<against>\S.*?)\s*$/.exec(text)
  if (regression?.groups?.against !== undefined)
    return { kind: 'regression', text: text.trim(), against: regression.groups.against }
  const found = /^\s*(?<metric>[\p{L}_-]+)\s*(?<side><=?|>=?)\s*(?<bound>\d+(\.\d+)?)\s*$/u.exec(text)
  const { metric = '', side = '', bound = '' } = found?.groups ?? {}
  const known = metricNamed(metric)
  const parsedSide = z.enum(sides).safeParse(side)
  if (found === null || known === undefined || !parsedSide.success)
    throw new EvalError(
      'bad-settings',
      `"${text}" is no gate. Gates look like overall<70, fluency<60 or regression:RUN.`,
    )
  return { kind: 'threshold', text: text.trim(), metric: known, side: parsedSide.data, bound: Number(bound) }
}

/** By its id, its short name, or a word of its name that no other metric has. */
function metricNamed(word: string): 'overall' | MetricId | undefined {
  const wanted = word.toLowerCase().replaceAll('-', '_')
  if (wanted === '') return undefined
  if (['overall', 'average', 'avg'].includes(wanted)) return 'overall'
  const named = MetricId.options.filter(
    (id) => id === wanted || metrics[id].shortName.toLowerCase() === wanted || id.startsWith(wanted),
  )
  const byWord = MetricId.options.filter((id) => id.split('_').includes(wanted))
  return named.length === 1 ? named[0] : named.length === 0 && byWord.length === 1 ? byWord[0] : undefined
}

export interface GatedScores {
  row: LeaderboardRow | null
  /** The run minus the one that the gate names; only regressions need it. */
  comparison?: PairedComparison
  /** Below this p a difference is beyond luck; 0.05. */
  alpha?: number
}

export function checkGate(gate: Gate, { row, comparison, alpha = 0.05 }: GatedScores): GateResult {
  const name = gate.text
  if (gate.kind === 'regression') {
    const { interval, pValue } = comparison ?? {}
    if (interval === undefined || interval.status === 'undefined' || pValue === undefined)
      return {
        name,
        outcome: 'unmeasured',
        message: 'The two runs share too few scored questions or videos to compare.',
      }
    const isWorse = interval.estimate < 0 && pValue < alpha
    const range = `${formatScore(interval.low)} to ${formatScore(interval.high)}`
    const message = `The difference is ${formatScore(interval.estimate)} (${range}), p = ${pValue.toPrecision(2)}.`
    return { name, outcome: isWorse ? 'failed' : 'passed', message }
  }
  const score =
    gate.metric === 'overall' ? row?.average : row?.metrics.find(({ metric }) => metric === gate.metric)?.score
  if (score?.status !== 'scored')
    return { name, outcome: 'unmeasured', message: `There is no score to hold against ${gate.text}.` }
  const { value } = score
  const holds = {
    '<': value < gate.bound,
    '<=': value <= gate.bound,
    '>': value > gate.bound,
    '>=': value >= gate.bound,
  }
  return {
    name,
    outcome: holds[gate.side] ? 'failed' : 'passed',
    message: `The score is ${formatScore(value)}; the gate fails at ${gate.side} ${gate.bound}.`,
  }
}
