/** `v2r compare A B`: is A better than B on the same questions, and on which questions do they differ most? */
import type { EvalComparison } from '@video2roleplay/api'
import type { Command } from 'commander'
import { exitCodes } from '../exit-codes.js'
import { findRun } from '../find.js'
import type { Bind, Setting } from '../program.js'
import { wholeNumber } from '../stage-names.js'
import type { Column } from '../table.js'
import { printableLine } from '../terminal-text.js'

type Line = { label: string; comparison: EvalComparison['average']; adjustedPValue: number | null }

export function addCompare(program: Command, bind: Bind): void {
  const command = program
    .command('compare <a> <b>')
    .description('compare two evaluation runs, question by question')
    .option('--questions <n>', 'show so many questions on which they differ most', wholeNumber, 5)
  bind<{ questions: number }>(command, compare)
}

async function compare(setting: Setting, options: { questions: number }, [a = '', b = '']: string[]): Promise<number> {
  const { server, output } = setting
  const [runA, runB] = await Promise.all([findRun(server.api, a), findRun(server.api, b)])
  const compared = await server.api.evals.compare.query({ a: runA.id, b: runB.id })
  output.event({ event: 'result', comparison: compared })
  if (compared.a.isRehearsal) output.line('Rehearsal: no real model answered or judged.')
  output.line(`${printableLine(compared.a.name)}  −  ${printableLine(compared.b.name)}`)
  output.line()
  const lines: Line[] = [
    ...compared.metrics,
    { label: compared.averageLabel, comparison: compared.average, adjustedPValue: null },
  ]
  output.table(lines, columns)
  output.line()
  output.line(output.paint('dim', notes(compared)))
  const apart = compared.mostApart.slice(0, options.questions)
  if (apart.length > 0) output.line('\nFurthest apart:')
  for (const question of apart)
    output.line(
      `  ${signed(question.a - question.b).padStart(7)}  ${question.a.toFixed(1)} v ${question.b.toFixed(1)}  ${printableLine(question.text)}`,
    )
  return exitCodes.ok
}

const columns: Column<Line>[] = [
  { title: '', value: ({ label }) => label },
  {
    title: 'difference',
    value: ({ comparison: { interval } }) => (interval.status === 'estimated' ? signed(interval.estimate) : '–'),
    align: 'right',
  },
  {
    title: '95 % interval',
    value: ({ comparison: { interval } }) =>
      interval.status === 'estimated' ? `${signed(interval.low)} to ${signed(interval.high)}` : interval.reason,
    align: 'right',
  },
  { title: 'p', value: ({ comparison }) => probability(comparison.pValue), align: 'right' },
  { title: 'p adjusted', value: ({ adjustedPValue }) => probability(adjustedPValue), align: 'right' },
  { title: 'won', value: ({ comparison }) => String(comparison.wins), align: 'right' },
  { title: 'tied', value: ({ comparison }) => String(comparison.ties), align: 'right' },
  { title: 'lost', value: ({ comparison }) => String(comparison.losses), align: 'right' },
  {
    title: 'detectable',
    value: ({ comparison }) => comparison.minimumDetectableEffect?.toFixed(2) ?? '–',
    align: 'right',
  },
]

function notes({ average }: EvalComparison): string {
  const clusters = average.interval.status === 'estimated' ? `, ${average.interval.clusters} videos` : ''
  return (
    `${average.pairs} questions scored in both${clusters}. Intervals draw videos; p flips the sign of whole videos and is adjusted ` +
    'across metrics (Benjamini–Hochberg). Detectable: the smallest true difference found with 80 % power.'
  )
}

const signed = (value: number): string => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(2)}`
const probability = (value: number | null | undefined): string =>
  value === null || value === undefined ? '–' : value < 0.001 ? '<0.001' : value.toFixed(3)
