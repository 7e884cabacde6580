/** Every run, the newest first, unfinished ones with how far they are. */
import { Button } from '@mantine/core'
import { IconChartDots3 } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useProjectId } from '../../shell/project.js'
import { StateBadge } from '../../components/badges.js'
import { Cost } from '../../components/cost.js'
import { Empty } from '../../components/empty.js'
import { FailureNote } from '../../components/failure-note.js'
import { Panel } from '../../components/panel.js'
import { Rehearsal } from '../../components/rehearsal.js'
import { RowsSkeleton } from '../../components/skeletons.js'
import { ago, count, score } from '../../format.js'
import { evaluationsRoute } from '../../routes.js'
import { trpc } from '../../trpc.js'
import { Comparable } from './comparable.js'
import { valueOf } from './scores.js'
import classes from './table.module.css'

export function RunsTab() {
  const projectId = useProjectId()
  const navigate = evaluationsRoute.useNavigate()
  const runs = useInfiniteQuery(
    trpc.evals.list.infiniteQueryOptions({ projectId, limit: 40 }, { getNextPageParam: (page) => page.nextCursor }),
  )
  const items = runs.data?.pages.flatMap((page) => page.items) ?? []
  if (runs.isPending) return <RowsSkeleton rows={6} />
  if (runs.error) return <FailureNote error={runs.error} onRetry={() => void runs.refetch()} />
  if (items.length === 0)
    return (
      <Empty
        icon={IconChartDots3}
        title="No run yet"
        action={
          <Button onClick={() => void navigate({ search: (previous) => ({ ...previous, isNew: true }) })}>
            New evaluation
          </Button>
        }
      />
    )
  return (
    <>
      <Panel isFlush>
        <div className={classes.scroll}>
          <table className={classes.table}>
            <thead>
              <tr>
                <th scope="col" className={classes.sticky}>
                  Run
                </th>
                <th scope="col">State</th>
                <th scope="col" className={classes.number}>
                  Average
                </th>
                <th scope="col" className={classes.number}>
                  Answers
                </th>
                <th scope="col" className={classes.number}>
                  Judgements
                </th>
                <th scope="col">Comparable</th>
                <th scope="col">Cost</th>
                <th scope="col">Begun</th>
              </tr>
            </thead>
            <tbody>
              {items.map((run) => (
                <tr key={run.id}>
                  <th scope="row" className={classes.sticky}>
                    <Link to="/evaluations/$runId" params={{ runId: run.id }} className={classes.model}>
                      <span className={classes.names}>
                        <span className={classes.name}>
                          {run.name} {run.isRehearsal ? <Rehearsal isShort /> : null}
                        </span>
                        <span className={classes.sub}>
                          {run.responder.name} · {run.questionSet.name} v{run.questionSet.version}
                        </span>
                      </span>
                    </Link>
                  </th>
                  <td>
                    <StateBadge state={run.status} />
                  </td>
                  <td className={classes.number}>
                    <span className="faint">{run.metricSetLabel}</span> {score(valueOf(run.row?.average))}
                  </td>
                  <td className={classes.number}>
                    {count(run.progress.responses.done)} / {count(run.progress.responses.total)}
                  </td>
                  <td className={classes.number}>
                    {count(run.coverage.scored)} / {count(run.coverage.expected)}
                  </td>
                  <td>
                    <Comparable row={run.row} />
                  </td>
                  <td>
                    <Cost cost={run.cost} />
                  </td>
                  <td className="faint">{ago(run.createdAt)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </Panel>
      {runs.hasNextPage ? (
        <Button variant="default" loading={runs.isFetchingNextPage} onClick={() => void runs.fetchNextPage()}>
          Show older runs
        </Button>
      ) : null}
    </>
  )
}
