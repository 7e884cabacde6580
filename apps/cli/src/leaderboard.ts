/** The leaderboard as a table: one metric set at a time, coverage beside every average, the paper's rows apart. */
import type { EvalRunView, Leaderboard, PublishedRow } from '@video2roleplay/api'
import type { Setting } from './program.js'
import type { Column } from './table.js'

interface LeaderboardOptions {
  metricSet: 'main7' | 'ablation8'
  withPublished: boolean
  /** Runs to point at. */
  mark?: Set<string>
  questionSetId?: string
}

type Line = { run: EvalRunView; published?: undefined } | { run?: undefined; published: PublishedRow }

export async function printLeaderboard({ server, output }: Setting, options: LeaderboardOptions): Promise<void> {
  const { metricSet, questionSetId } = options
  const board = await server.api.evals.leaderboard.query({ metricSet, questionSetId })
  output.event({ event: 'result', leaderboard: options.withPublished ? board : { ...board, published: [] } })
  if (output.isJson) return
  const lines: Line[] = [
    ...board.measured.map((run) => ({ run })),
    ...(options.withPublished ? board.published.map((published) => ({ published })) : []),
  ]
  if (lines.length === 0) {
    output.line('No run has a row yet. Start one with: v2r eval --questions 3 --wait')
    return
  }
  output.line()
  output.table(lines, columns(board, options, output.paint))
  const notes = [
    board.measured.some((run) => run.isRehearsal)
      ? 'Rehearsal rows come from no real model: they show the walk, not a quality.'
      : '',
    options.withPublished ? `Published rows are the paper's own numbers; other questions and judges than ours.` : '',
    `– has no score; it is left out of every mean. ${board.averageLabel} is the mean of the ${board.metrics.length} metrics shown.`,
  ]
  output.line()
  for (const note of notes.filter((each) => each !== '')) output.line(output.paint('dim', note))
}

function columns(board: Leaderboard, options: LeaderboardOptions, paint: Setting['output']['paint']): Column<Line>[] {
  const isMarked = (line: Line) => line.run !== undefined && options.mark?.has(line.run.id) === true
  return [
    { title: '', value: (line) => (isMarked(line) ? '▸' : ''), paint: (cell) => paint('cyan', cell) },
    { title: 'rank', value: (line) => rankOf(board, line), align: 'right' },
    {
      title: 'model',
      value: (line) => line.run?.responder.name ?? line.published?.model ?? '',
      isFlexible: true,
      paint: (cell, line) => paint(isMarked(line) ? 'bold' : line.published ? 'dim' : 'reset', cell),
    },
    ...board.metrics.map(({ metric, label }): Column<Line> => ({
      title: label,
      value: (line) => scoreOf(line, metric),
      align: 'right',
    })),
    { title: board.averageLabel, value: averageOf, align: 'right', paint: (cell) => paint('bold', cell) },
    { title: 'scored', value: coverageOf, align: 'right' },
    {
      title: 'judges',
      value: (line) => line.run?.judges.map(({ name }) => name).join(', ') ?? `Table ${line.published?.table ?? ''}`,
      paint: (cell) => paint('dim', cell),
    },
  ]
}

function rankOf(board: Leaderboard, { run }: Line): string {
  if (run === undefined) return ''
  const rank = board.ranks[run.id]?.average
  return rank === undefined || rank === null ? '–' : String(rank)
}

function scoreOf({ run, published }: Line, metric: string): string {
  if (published !== undefined) return published.scores[metric]?.toFixed(2) ?? '–'
  const score = run.row?.metrics.find((each) => each.metric === metric)?.score
  return score?.status === 'scored' ? score.value.toFixed(2) : '–'
}

function averageOf({ run, published }: Line): string {
  if (published !== undefined) return published.printedAverage.toFixed(2)
  return run.row?.average.status === 'scored' ? run.row.average.value.toFixed(2) : '–'
}

const coverageOf = ({ run }: Line): string =>
  run === undefined ? '' : `${run.coverage.scored}/${run.coverage.expected}`
