/** The rows of the paper's Tables 2 and 3, shown beside ours as references and never counted among them. */
import { publishedTable2, publishedTable3 } from '@video2roleplay/eval'
import { sql } from 'drizzle-orm'
import type { Database } from '../db/database.js'
import { publishedRows } from '../db/schema.js'

/** Written at every start; a row that is there already is made to say what the paper says. */
export async function writeReferenceRows(db: Database): Promise<void> {
  const rows = [publishedTable2, publishedTable3].flatMap((table) => table.map((row, index) => ({ ...row, index })))
  await db
    .insert(publishedRows)
    .values(
      rows.map(({ source, table, model, group, metricSet, scores, printedAverage, index }) => ({
        source,
        table,
        model,
        group,
        metricSet,
        scores: { ...scores },
        printedAverage,
        index,
      })),
    )
    .onConflictDoUpdate({
      target: [publishedRows.source, publishedRows.table, publishedRows.model],
      set: {
        group: sql`excluded."group"`,
        metricSet: sql`excluded.metric_set`,
        scores: sql`excluded.scores`,
        printedAverage: sql`excluded.printed_average`,
        index: sql`excluded.index`,
      },
    })
}
