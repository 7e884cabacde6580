/** The dialogues that a version is made of: kept, and not rejected by a person, in the order of their ids. */
import { setImmediate } from 'node:timers/promises'
import { and, asc, count, eq, gt, inArray, sql } from 'drizzle-orm'
import { dialogues, generations, videos } from '../../db/schema.js'
import { ApiError } from '../../errors.js'
import type { VersionMaker } from '../create-version.js'
import type { VersionSettings } from './settings.js'

export interface Item {
  id: string
  videoId: string
  question: string
  answer: string
}

const itemsPerPage = 5_000

export async function readKept(
  { services: { db }, signal, progress }: VersionMaker,
  projectId: string,
  settings: VersionSettings,
): Promise<{ items: Item[]; isRehearsal: boolean }> {
  // PGlite gathers no statistics by itself, and without them this query reads all dialogues once for each video.
  await db.execute(sql`analyze videos, dialogues`)
  const wanted = and(
    eq(videos.projectId, projectId),
    eq(dialogues.status, 'kept'),
    inArray(dialogues.review, settings.isReviewedOnly ? ['accepted', 'edited'] : ['unreviewed', 'accepted', 'edited']),
  )
  const [total] = await db
    .select({ dialogues: count() })
    .from(dialogues)
    .innerJoin(videos, eq(videos.id, dialogues.videoId))
    .where(wanted)
  const items: Item[] = []
  let isRehearsal = false
  for (let after: string | undefined; ;) {
    signal.throwIfAborted()
    // The embedded database answers without ever giving the network its turn.
    await setImmediate()
    const page = await db
      .select({
        id: dialogues.id,
        videoId: dialogues.videoId,
        question: dialogues.question,
        answer: dialogues.answer,
        isRehearsal: generations.isRehearsal,
      })
      .from(dialogues)
      .innerJoin(videos, eq(videos.id, dialogues.videoId))
      .innerJoin(generations, eq(generations.id, dialogues.generationId))
      .where(and(wanted, after === undefined ? undefined : gt(dialogues.id, after)))
      .orderBy(asc(dialogues.id))
      .limit(itemsPerPage)
    for (const { isRehearsal: isOne, ...item } of page) {
      items.push(item)
      isRehearsal ||= isOne
    }
    progress(items.length, total!.dialogues * 2, 'reading dialogues')
    if (page.length < itemsPerPage) break
    after = page.at(-1)!.id
  }
  if (items.length > 0) return { items, isRehearsal }
  throw new ApiError('invalid-input', 'There is no kept dialogue to make a data set of.', {
    advice: settings.isReviewedOnly
      ? 'Accept some in the review queue, or take the unreviewed ones too.'
      : 'Run the dialogues stage first.',
  })
}
