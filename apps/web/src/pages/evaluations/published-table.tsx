/** Rows as the paper prints them: other questions and judges than ours, so they stand apart and are never ranked with ours. */
import type { Leaderboard } from '../../api-types.js'
import { score } from '../../format.js'
import classes from './table.module.css'
import published from './published-table.module.css'

export function PublishedTable({ board }: { board: Leaderboard }) {
  const groups = Map.groupBy(board.published, (row) => row.group)
  const table = board.published[0]?.table
  return (
    <section className={published.band}>
      <header className={published.head}>
        <h2 className={published.title}>
          As printed in the paper{table ? `, ${/table/i.test(table) ? table : `Table ${table}`}` : ''}
        </h2>
        <span className="faint">Other questions and judges than above: read beside our rows, not against them.</span>
      </header>
      <div className={classes.scroll}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col" className={classes.sticky}>
                Model
              </th>
              <th scope="col" className={classes.number}>
                {board.averageLabel}
              </th>
              {board.metrics.map((metric) => (
                <th key={metric.metric} scope="col" className={classes.number} title={metric.name}>
                  {metric.label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {[...groups].map(([group, rows]) => [
              <tr key={group}>
                <th colSpan={board.metrics.length + 2} scope="colgroup" className={published.group}>
                  {group}
                </th>
              </tr>,
              ...rows.map((row) => (
                <tr key={row.id}>
                  <th scope="row" className={classes.sticky}>
                    {row.model}
                  </th>
                  <td className={classes.number}>
                    <strong>{score(row.printedAverage)}</strong>
                  </td>
                  {board.metrics.map((metric) => (
                    <td key={metric.metric} className={classes.number}>
                      {score(row.scores[metric.metric])}
                    </td>
                  ))}
                </tr>
              )),
            ])}
          </tbody>
        </table>
      </div>
    </section>
  )
}
