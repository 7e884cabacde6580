/** The paper's Table 1, with the newest version of each data set of this house below. */
import { useQuery } from '@tanstack/react-query'
import { Panel } from '../../components/panel.js'
import { Rehearsal } from '../../components/rehearsal.js'
import { count } from '../../format.js'
import { useProjectId } from '../../shell/project.js'
import { trpc } from '../../trpc.js'
import classes from './table-one.module.css'

export function TableOne() {
  const projectId = useProjectId()
  const rows = useQuery(trpc.dataSets.tableOne.queryOptions({ projectId }))
  if (!rows.data) return null
  return (
    <Panel title="Table 1" note="role-playing data sets, as the paper prints them, and yours" isFlush>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">Data set</th>
            <th scope="col">Dialogues</th>
            <th scope="col">Video</th>
          </tr>
        </thead>
        <tbody>
          {rows.data.map((row) => (
            <tr key={`${row.source} ${row.dataset}`} data-own={row.source === 'this house' || undefined}>
              <td>
                {row.dataset} {row.isRehearsal ? <Rehearsal isShort /> : null}
              </td>
              <td>{count(row.dialogues)}</td>
              <td>{row.hasVideo ? 'yes' : 'no'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  )
}
