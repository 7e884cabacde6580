/** The records of an export in the order of their videos and dialogues, a page at a time. */
import { setImmediate } from 'node:timers/promises'
import type { DialogueRow, PreferenceRecord, SftRecord, VideoRecord } from '@video2roleplay/curation'
import { and, asc, desc, eq, gt, inArray, isNotNull, or } from 'drizzle-orm'
import { captions, dataSetItems, videos } from '../../db/schema.js'
import type { Services } from '../../services.js'
import { sftFrames, videoFile } from './media.js'
import { preferencesOfVideo } from './preferences.js'
import { ofSplit, type ExportTask } from './task.js'

type Item = typeof dataSetItems.$inferSelect

export async function* dialogueRecords(services: Services, task: ExportTask): AsyncGenerator<SftRecord> {
  for await (const { videoId, items } of videosOfExport(services, task)) {
    const frames = await sftFrames(services, task, videoId)
    const file = await videoFile(services, task, videoId)
    for (const item of items)
      yield {
        id: item.dialogueId,
        frames,
        ...(file && { videoPath: file.name }),
        turns: [{ question: item.question, answer: item.answer }],
      }
  }
}

export async function* preferenceRecords(services: Services, task: ExportTask): AsyncGenerator<PreferenceRecord> {
  for await (const { videoId, items } of videosOfExport(services, task)) {
    const preferences = await preferencesOfVideo(services, task, videoId, items)
    if (preferences.length === 0) continue
    const frames = await sftFrames(services, task, videoId)
    for (const preference of preferences) yield { ...preference, frames }
  }
}

export async function* tableRows(services: Services, task: ExportTask): AsyncGenerator<DialogueRow> {
  for await (const { videoId, items } of videosOfExport(services, task)) {
    const frames = (await sftFrames(services, task, videoId)).map((frame) => ({
      ...frame,
      path: `frames/${frame.path}`,
    }))
    const { kind, durationSeconds, licence } = await factsOf(services, videoId)
    for (const { dialogueId, split, question, answer } of items)
      yield { id: dialogueId, videoId, split, kind, durationSeconds, licence, question, answer, frames }
  }
}

export async function* videoRecords(services: Services, task: ExportTask): AsyncGenerator<VideoRecord> {
  for await (const { videoId, items } of videosOfExport(services, task)) {
    const { kind, durationSeconds, licence, sourceUrl } = await factsOf(services, videoId)
    const file = await videoFile(services, task, videoId)
    yield {
      id: videoId,
      split: items[0]!.split,
      fileName: file?.name ?? `${videoId}.mp4`,
      kind,
      durationSeconds,
      licence,
      sourceUrl,
      caption: await summaryOf(services, videoId),
      frames: await sftFrames(services, task, videoId),
      dialogues: items.map(({ dialogueId, question, answer }) => ({ id: dialogueId, question, answer })),
    }
  }
}

/** Each with its items, all on one side of the split. */
export async function* videosOfExport(
  services: Services,
  task: ExportTask,
): AsyncGenerator<{ videoId: string; items: Item[] }> {
  let items: Item[] = []
  for await (const item of exportItems(services, task)) {
    if (items.length > 0 && items[0]!.videoId !== item.videoId) {
      yield { videoId: items[0]!.videoId, items }
      items = []
    }
    items.push(item)
  }
  if (items.length > 0) yield { videoId: items[0]!.videoId, items }
}

const itemsPerPage = 500

async function* exportItems(services: Services, task: ExportTask): AsyncGenerator<Item> {
  for (let after: Item | undefined; ;) {
    // The embedded database answers without ever giving the network its turn.
    await setImmediate()
    const page: Item[] = await services.db
      .select()
      .from(dataSetItems)
      .where(
        and(
          ofSplit(task),
          after
            ? or(
                gt(dataSetItems.videoId, after.videoId),
                and(eq(dataSetItems.videoId, after.videoId), gt(dataSetItems.dialogueId, after.dialogueId)),
              )
            : undefined,
        ),
      )
      .orderBy(asc(dataSetItems.videoId), asc(dataSetItems.dialogueId))
      .limit(itemsPerPage)
    yield* page
    if (page.length < itemsPerPage) return
    after = page.at(-1)
  }
}

async function factsOf(
  { db }: Services,
  videoId: string,
): Promise<Pick<typeof videos.$inferSelect, 'kind' | 'durationSeconds' | 'licence' | 'sourceUrl'>> {
  const [video] = await db.select().from(videos).where(eq(videos.id, videoId))
  return video ?? { kind: null, durationSeconds: null, licence: null, sourceUrl: null }
}

/** The newest summary that training dialogues could be made of. */
async function summaryOf({ db }: Services, videoId: string): Promise<string | null> {
  const [caption] = await db
    .select({ summary: captions.summary })
    .from(captions)
    .where(
      and(
        eq(captions.videoId, videoId),
        eq(captions.purpose, 'training'),
        inArray(captions.status, ['complete', 'incomplete']),
        isNotNull(captions.summary),
      ),
    )
    .orderBy(desc(captions.id))
    .limit(1)
  return caption?.summary ?? null
}
