/** A version's rows, in portions: PGlite has one connection, and the dashboard wants it too. */
import { setImmediate } from 'node:timers/promises'
import { and, desc, eq, inArray, ne, notInArray, sql } from 'drizzle-orm'
import { selectRows } from '../../db/database.js'
import { dataSets, dataSetVersions, jobs } from '../../db/schema.js'
import { ApiError } from '../../errors.js'
import type { VersionMaker } from '../create-version.js'
import type { Side } from './place-items.js'
import type { Item } from './read-kept.js'

const itemsPerInsert = 5_000

/** The next number of its data set, after whatever an earlier try left unfinished is gone. */
export async function beginVersion(
  { fenced, job }: VersionMaker,
  dataSetId: string,
  seed: number,
  facts: Pick<typeof dataSetVersions.$inferInsert, 'settings' | 'manifestHash' | 'leaks' | 'isRehearsal' | 'counts'>,
): Promise<string> {
  return fenced(async (tx) => {
    await tx.select({ id: dataSets.id }).from(dataSets).where(eq(dataSets.id, dataSetId)).for('update')
    const busy = tx
      .select({ id: jobs.id })
      .from(jobs)
      .where(and(inArray(jobs.state, ['queued', 'running', 'waiting']), ne(jobs.id, job.id)))
    await tx
      .delete(dataSetVersions)
      .where(
        and(
          eq(dataSetVersions.dataSetId, dataSetId),
          eq(dataSetVersions.status, 'making'),
          notInArray(dataSetVersions.jobId, busy),
        ),
      )
    const [last] = await tx
      .select({ version: dataSetVersions.version })
      .from(dataSetVersions)
      .where(eq(dataSetVersions.dataSetId, dataSetId))
      .orderBy(desc(dataSetVersions.version))
      .limit(1)
    const [row] = await tx
      .insert(dataSetVersions)
      .values({ ...facts, dataSetId, seed, version: (last?.version ?? 0) + 1, status: 'making', jobId: job.id })
      .returning({ id: dataSetVersions.id })
    return row!.id
  })
}

export async function writeItems(maker: VersionMaker, versionId: string, items: Item[], sideOf: Map<string, Side>) {
  for (let start = 0; start < items.length; start += itemsPerInsert) {
    maker.signal.throwIfAborted()
    // The embedded database answers without ever giving the network its turn.
    await setImmediate()
    const rows = items.slice(start, start + itemsPerInsert).map(({ id, videoId, question, answer }) => ({
      dialogue_id: id,
      video_id: videoId,
      side: sideOf.get(id),
      question,
      answer,
    }))
    const [added] = await maker.fenced((tx) =>
      selectRows<{ rows: number }>(
        tx,
        sql`with added as (
            insert into data_set_items (version_id, dialogue_id, video_id, split, question, answer)
            select ${versionId}::uuid, dialogue_id, item.video_id, side, item.question, item.answer
            from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb)
              as item (dialogue_id uuid, video_id uuid, side text, question text, answer text)
            join dialogues on dialogues.id = dialogue_id
            returning 1)
          select count(*)::int as rows from added`,
      ),
    )
    if (added?.rows !== rows.length)
      throw new ApiError('conflict', 'A video was taken down while the version was made.', {
        isRetryable: true,
        advice: 'It is made again without that video.',
      })
    maker.progress(items.length + start + rows.length, items.length * 2, 'writing the version')
  }
}
