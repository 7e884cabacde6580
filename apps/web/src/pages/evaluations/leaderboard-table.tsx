/** The rows measured here. Sorted by any metric; ranks only among rows that can be compared. */
import { Tooltip, UnstyledButton } from '@mantine/core'
import { IconArrowDown } from '@tabler/icons-react'
import {
  createColumnHelper,
  createSortedRowModel,
  rowSortingFeature,
  tableFeatures,
  useTable,
} from '@tanstack/react-table'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { EvalRunView, Leaderboard } from '../../api-types.js'
import { StateBadge } from '../../components/badges.js'
import { Rehearsal } from '../../components/rehearsal.js'
import { count, score } from '../../format.js'
import { evaluationsRoute } from '../../routes.js'
import { modelColour } from '../../theme/model-colour.js'
import { Comparable } from './comparable.js'
import { metricValue, valueOf, whyUnscored } from './scores.js'
import classes from './table.module.css'

const features = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel() })
const helper = createColumnHelper<typeof features, EvalRunView>()
/** Rows without a score stand last, whichever way the sorting goes. */
const sortable = (value: number | null): number | undefined => value ?? undefined

export function LeaderboardTable({ board }: { board: Leaderboard }) {
  const { sort } = evaluationsRoute.useSearch()
  const navigate = evaluationsRoute.useNavigate()
  const columns = useMemo(
    () =>
      helper.columns([
        helper.accessor((run) => sortable(valueOf(run.row?.average)), {
          id: 'average',
          sortUndefined: 'last',
          sortDescFirst: true,
        }),
        ...board.metrics.map((metric) =>
          helper.accessor((run) => sortable(metricValue(run.row, metric.metric)), {
            id: metric.metric,
            sortUndefined: 'last',
            sortDescFirst: true,
          }),
        ),
      ]),
    [board.metrics],
  )
  const sorting = useMemo(
    () => [{ id: sort && board.metrics.some(({ metric }) => metric === sort) ? sort : 'average', desc: true }],
    [sort, board.metrics],
  )
  const table = useTable({ features, columns, data: board.measured, state: { sorting } })
  const sortBy = (id: string) =>
    void navigate({ search: (previous) => ({ ...previous, sort: id === 'average' ? undefined : id }), replace: true })
  const current = sorting[0]?.id
  const head = (id: string, label: string, name: string) => (
    <th key={id} scope="col" className={classes.number} aria-sort={current === id ? 'descending' : undefined}>
      <Tooltip label={name}>
        <UnstyledButton className={classes.sort} onClick={() => sortBy(id)}>
          {current === id ? <IconArrowDown size={12} aria-hidden /> : null}
          {label}
        </UnstyledButton>
      </Tooltip>
    </th>
  )
  return (
    <div className={classes.scroll}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col" className={classes.rank}>
              #
            </th>
            <th scope="col" className={classes.sticky}>
              Model
            </th>
            {head('average', board.averageLabel, `Unweighted mean of the ${board.metrics.length} metrics`)}
            {board.metrics.map((metric) => head(metric.metric, metric.label, metric.name))}
            <th scope="col" className={classes.number}>
              Scored
            </th>
            <th scope="col">Comparable</th>
          </tr>
        </thead>
        <tbody>
          {table.getRowModel().rows.map(({ original: run }) => (
            <RunRow key={run.id} run={run} board={board} current={current} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function RunRow({ run, board, current }: { run: EvalRunView; board: Leaderboard; current: string | undefined }) {
  const ranks = board.ranks[run.id]
  const rank =
    current === 'average' || !current ? ranks?.average : ranks?.metrics[current as keyof typeof ranks.metrics]
  const average = run.row?.average
  /** The best of one is no best. */
  const isContest = Object.keys(board.ranks).length > 1
  return (
    <tr>
      <td className={classes.rank}>{rank ?? '–'}</td>
      <th scope="row" className={classes.sticky}>
        <Link to="/evaluations/$runId" params={{ runId: run.id }} className={classes.model}>
          <span className={classes.dot} style={{ background: modelColour(run.responder.name) }} aria-hidden />
          <span className={classes.names}>
            <span className={classes.name}>
              {run.responder.name} {run.isRehearsal ? <Rehearsal isShort /> : null}
            </span>
            <span className={classes.sub}>
              {run.questionSet.name} v{run.questionSet.version} · {count(run.questions)} q ·{' '}
              {run.judges.map((judge) => judge.name).join(', ')} · {run.rounds}×
            </span>
          </span>
        </Link>
      </th>
      <Value value={valueOf(average)} why={whyUnscored(average)} isStrong />
      {board.metrics.map((metric) => {
        const entry = run.row?.metrics.find((candidate) => candidate.metric === metric.metric)
        return (
          <Value
            key={metric.metric}
            value={valueOf(entry?.score)}
            why={whyUnscored(entry?.score)}
            rank={isContest ? ranks?.metrics[metric.metric as keyof typeof ranks.metrics] : undefined}
          />
        )
      })}
      <td className={classes.number}>
        <Link
          to="/evaluations/$runId"
          params={{ runId: run.id }}
          search={{ tab: 'judgements', status: 'unscored' }}
          className={classes.coverage}
        >
          {count(run.coverage.scored)} / {count(run.coverage.expected)}
        </Link>
      </td>
      <td>
        {run.status === 'running' || run.status === 'queued' ? (
          <StateBadge state={run.status} />
        ) : (
          <Comparable row={run.row} />
        )}
      </td>
    </tr>
  )
}

interface ValueProps {
  value: number | null
  why: string | undefined
  /** Among the rows that can be compared. */
  rank?: number | undefined
  isStrong?: boolean
}

function Value({ value, why, rank, isStrong }: ValueProps) {
  return (
    <td className={classes.number} data-unscored={value === null || undefined}>
      {why ? (
        <Tooltip label={`Unscored: ${why}`}>
          <span tabIndex={0}>–</span>
        </Tooltip>
      ) : isStrong ? (
        <strong>{score(value)}</strong>
      ) : (
        <>
          <span data-best={rank === 1 || undefined} className={classes.cell}>
            {score(value)}
          </span>
          {rank === undefined ? null : (
            <span className={classes.place} aria-label={`rank ${rank}`}>
              {rank}
            </span>
          )}
        </>
      )}
    </td>
  )
}
