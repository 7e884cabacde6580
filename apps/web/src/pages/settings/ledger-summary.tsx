/** Calls and cost, by what they were for and who answered. Sums over rows; there is no counter anywhere. */
import { useQuery } from '@tanstack/react-query'
import { useProjectId } from '../../shell/project.js'
import { FailureNote } from '../../components/failure-note.js'
import { Panel } from '../../components/panel.js'
import { Rehearsal } from '../../components/rehearsal.js'
import { RowsSkeleton } from '../../components/skeletons.js'
import { count, money, shortCount } from '../../format.js'
import { trpc } from '../../trpc.js'
import classes from './ledger-summary.module.css'

export function LedgerSummary() {
  const projectId = useProjectId()
  const ledger = useQuery(trpc.ledger.summary.queryOptions({ projectId }))
  return (
    <Panel
      title="Ledger"
      note="every call is reserved before it is made, and a finished one is never paid twice"
      isFlush
    >
      {ledger.isPending ? <RowsSkeleton rows={3} /> : null}
      {ledger.error ? <FailureNote error={ledger.error} onRetry={() => void ledger.refetch()} /> : null}
      {ledger.data?.length === 0 ? <p className={classes.none}>No call has been made.</p> : null}
      {ledger.data && ledger.data.length > 0 ? (
        <div className={classes.scroll}>
          <table className={classes.table}>
            <thead>
              <tr>
                <th scope="col">For</th>
                <th scope="col">Model</th>
                <th scope="col">Calls</th>
                <th scope="col">Replayed</th>
                <th scope="col">Failed</th>
                <th scope="col">Fate unknown</th>
                <th scope="col">Tokens in</th>
                <th scope="col">Tokens out</th>
                <th scope="col">Cost</th>
              </tr>
            </thead>
            <tbody>
              {ledger.data.map((row) => (
                <tr key={`${row.purpose} ${row.model}`}>
                  <th scope="row">{row.purpose}</th>
                  <td className={classes.left}>
                    {row.model} {row.isRehearsal ? <Rehearsal isShort /> : null}
                  </td>
                  <td>{count(row.calls)}</td>
                  <td>{count(row.replayed)}</td>
                  <td data-bad={row.failed > 0 || undefined}>{count(row.failed)}</td>
                  <td data-bad={row.unknown > 0 || undefined}>{count(row.unknown)}</td>
                  <td>{shortCount(row.inputTokens)}</td>
                  <td>{shortCount(row.outputTokens)}</td>
                  <td>{row.microUsd === null ? <span className="faint">unknown</span> : money(row.microUsd)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
    </Panel>
  )
}
