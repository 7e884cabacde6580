/** A project with videos and dialogues, without the work of making them. */
import { v7 } from 'uuid'
import { captions, dialogues, frames, frameSamples, generations, projects, videos } from '../src/db/schema.js'
import type { House } from './house.js'

export const hash = (digit: string) => digit.repeat(64)

/** Videos with kept dialogues, written straight into the tables: three of creator `ann`, one of nobody known. */
export async function furnish(house: House) {
  const { db, storage } = house.services
  const [project] = await db.insert(projects).values({ name: 'Sets' }).returning()
  const picture = await storage.put(Buffer.from([0xff, 0xd8, 0xff, 0xe0]), 'image/jpeg')
  const footage = await storage.put(Buffer.from('no video, but bytes'), 'video/mp4')
  const videoIds: string[] = []
  for (const [index, creatorHash] of (['ann', 'ann', 'ann', null] as const).entries()) {
    const [video] = await db
      .insert(videos)
      .values({
        projectId: project!.id,
        displayName: `clip ${index}`,
        sha256: hash(String(index)),
        fileSha256: footage.sha256,
        kind: 'vlog',
        durationSeconds: 10,
        creatorHash,
        licence: 'CC0',
        consent: 'given',
        status: 'ready',
      })
      .returning()
    const videoId = video!.id
    videoIds.push(videoId)
    const [sample] = await db
      .insert(frameSamples)
      .values({
        videoId,
        strategy: 'vlog',
        kind: 'vlog',
        settings: {},
        settingsHash: 'x',
        decoder: 'none',
        wanted: 1,
        got: 1,
        decoded: 1,
        skipped: 0,
        status: 'complete',
        merge: 'done',
        trace: {} as never,
      })
      .returning()
    await db.insert(frames).values({
      sampleId: sample!.id,
      index: 0,
      timestampSeconds: 0,
      pts: 0,
      width: 2,
      height: 2,
      sha256: picture.sha256,
      reason: {} as never,
    })
    const [caption] = await db
      .insert(captions)
      .values({
        videoId,
        sampleId: sample!.id,
        purpose: 'training',
        modelId: v7(),
        isRehearsal: false,
        settingsHash: 'x',
        promptIds: [],
        maxTokens: 1,
        status: 'complete',
      })
      .returning()
    const [generation] = await db
      .insert(generations)
      .values({
        videoId,
        captionId: caption!.id,
        teacherModelId: v7(),
        selectorModelId: v7(),
        isRehearsal: false,
        settingsHash: 'x',
        promptId: 'p',
        status: 'complete',
        funnel: [],
      })
      .returning()
    for (const at of [0, 1, 2])
      await db.insert(dialogues).values({
        videoId,
        generationId: generation!.id,
        index: at,
        question: `Question ${at}?`,
        answer: `Answer ${at} of clip ${index}.`,
        rawQuestion: '',
        rawAnswer: '',
        status: 'kept',
        step: 'clean',
      })
  }
  return { projectId: project!.id, videoIds }
}
