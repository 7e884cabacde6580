/** Two runs beside each other: is one better, on which metrics, beyond luck, and on which questions. */
import { Select } from '@mantine/core'
import { IconArrowsDiff } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { EvalComparison } from '../../api-types.js'
import { Empty } from '../../components/empty.js'
import { FailureNote } from '../../components/failure-note.js'
import { Page } from '../../components/page.js'
import { Panel } from '../../components/panel.js'
import { Rehearsal } from '../../components/rehearsal.js'
import { RowsSkeleton } from '../../components/skeletons.js'
import { plural, probability, score, signed } from '../../format.js'
import { DifferenceIntervals, type DifferenceRow } from '../../plots/difference-intervals.js'
import { compareRoute } from '../../routes.js'
import { useProjectId } from '../../shell/project.js'
import { trpc } from '../../trpc.js'
import classes from './compare.module.css'
import table from './table.module.css'

export function ComparePage() {
  const { a, b } = compareRoute.useSearch()
  const navigate = compareRoute.useNavigate()
  const projectId = useProjectId()
  const runs = useQuery(trpc.evals.list.queryOptions({ projectId, limit: 100 }))
  const compared = useQuery(trpc.evals.compare.queryOptions({ a: a ?? '', b: b ?? '' }, { enabled: Boolean(a && b) }))
  const choices = (runs.data?.items ?? [])
    .filter((run) => run.row !== null)
    .map((run) => ({ value: run.id, label: `${run.name} · ${run.responder.name}` }))
  const choose = (side: 'a' | 'b') => (id: string | null) =>
    void navigate({ search: (previous) => ({ ...previous, [side]: id ?? undefined }), replace: true })
  return (
    <Page title="Compare runs" documentTitle="Compare runs" aside={compared.data?.a.isRehearsal ? <Rehearsal /> : null}>
      <div className={classes.pickers}>
        <Select label="A" placeholder="A run" searchable data={choices} value={a ?? null} onChange={choose('a')} />
        <Select
          label="B"
          placeholder="Another run"
          searchable
          data={choices}
          value={b ?? null}
          onChange={choose('b')}
        />
      </div>
      {!a || !b ? (
        <Empty icon={IconArrowsDiff} title="Choose two runs">
          They must have been asked the same questions, and judged by the same judges.
        </Empty>
      ) : compared.isPending ? (
        <RowsSkeleton rows={8} />
      ) : compared.error ? (
        <FailureNote error={compared.error} onRetry={() => void compared.refetch()} />
      ) : (
        <Comparison compared={compared.data} />
      )}
    </Page>
  )
}

function Comparison({ compared }: { compared: EvalComparison }) {
  const rows: DifferenceRow[] = [
    {
      label: compared.averageLabel,
      name: 'Mean of the metrics',
      comparison: compared.average,
      pValue: compared.average.pValue ?? null,
    },
    ...compared.metrics.map(({ label, name, comparison, adjustedPValue }) => ({
      label,
      name,
      comparison,
      pValue: adjustedPValue,
    })),
  ]
  return (
    <>
      <Panel title="A − B" note={noteOf(compared)}>
        <DifferenceIntervals rows={rows} />
      </Panel>
      <Panel isFlush>
        <div className={table.scroll}>
          <table className={table.table}>
            <thead>
              <tr>
                <th scope="col" className={table.sticky}>
                  Metric
                </th>
                {['Difference', '95 % interval', 'p', 'A better', 'Equal', 'B better', 'Effect', 'Detectable'].map(
                  (head) => (
                    <th key={head} scope="col" className={table.number}>
                      {head}
                    </th>
                  ),
                )}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <MetricRow key={row.label} row={row} />
              ))}
            </tbody>
          </table>
        </div>
      </Panel>
      <MostApart compared={compared} />
    </>
  )
}

function MetricRow({ row: { label, name, comparison, pValue } }: { row: DifferenceRow }) {
  const { interval, wins, ties, losses, effectSize, minimumDetectableEffect } = comparison
  const isKnown = interval.status === 'estimated'
  return (
    <tr>
      <th scope="row" className={table.sticky} title={name}>
        {label}
      </th>
      <td className={table.number}>
        <strong>{isKnown ? signed(interval.estimate) : '–'}</strong>
      </td>
      <td className={table.number}>{isKnown ? `${signed(interval.low)} to ${signed(interval.high)}` : '–'}</td>
      <td className={table.number}>{probability(pValue)}</td>
      <td className={table.number}>{wins}</td>
      <td className={table.number}>{ties}</td>
      <td className={table.number}>{losses}</td>
      <td className={table.number}>{effectSize === undefined ? '–' : signed(effectSize)}</td>
      <td className={table.number}>{score(minimumDetectableEffect)}</td>
    </tr>
  )
}

function MostApart({ compared: { a, b, mostApart } }: { compared: EvalComparison }) {
  if (mostApart.length === 0) return null
  return (
    <Panel title="Where they differ most" note="Averages of a question, the furthest apart first" isFlush>
      <ol className={classes.questions}>
        {mostApart.map((question) => (
          <li key={question.questionId} className={classes.question}>
            <span className={classes.difference} data-side={question.a > question.b ? 'a' : 'b'}>
              {signed(question.a - question.b, 1)}
            </span>
            <span className={classes.text}>{question.text}</span>
            <span className={classes.answers}>
              {[['A', a, question.a] as const, ['B', b, question.b] as const].map(([side, run, value]) => (
                <Link
                  key={side}
                  to="/evaluations/$runId"
                  params={{ runId: run.id }}
                  search={{ question: question.questionId }}
                >
                  {side} {value.toFixed(1)}
                </Link>
              ))}
            </span>
          </li>
        ))}
      </ol>
    </Panel>
  )
}

function noteOf({ average }: EvalComparison): string {
  const videos = average.interval.status === 'estimated' ? ` on ${plural(average.interval.clusters, 'video')}` : ''
  return (
    `${plural(average.pairs, 'question')} scored in both${videos}. Bootstrap over videos; p from sign flips of whole videos, ` +
    'adjusted across metrics. Solid: beyond luck at 5 %.'
  )
}
