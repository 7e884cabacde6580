/**
 * What a character is made of: the frames of the adaptive sample (§4.2) and the words of the inference caption
 * (§4.3). Read once per video and kept while it is in use, so that a second question costs no disk.
 */
import type { CardExample, ProfileFrame } from '@video2roleplay/inference'
import { and, asc, desc, eq, ne } from 'drizzle-orm'
import { captions, frameDescriptions, frames, videos } from '../db/schema.js'
import { ApiError } from '../errors.js'
import { adaptiveSample } from '../queries/adaptive-sample.js'
import type { Services } from '../services.js'

export interface RoleMaterial {
  video: typeof videos.$inferSelect
  /** Null while the video has no adaptive sample. */
  sampleId: string | null
  frames: ProfileFrame[]
  /** Null while the video has no finished inference caption. */
  captionId: string | null
  summary: string | null
  descriptions: { timestampSeconds: number; text: string }[]
  /** True where the words were made by the rehearsal model. */
  isCaptionRehearsal: boolean
  /** In-context examples of a character; none for a video as it is. */
  examples?: CardExample[]
}

/** Videos whose pictures are kept in memory, newest last; at most 128 JPEGs each. */
const videosKept = 6
const kept = new WeakMap<Services, Map<string, ProfileFrame[]>>()

export async function loadRoleMaterial(services: Services, videoId: string): Promise<RoleMaterial> {
  const { db } = services
  const [[video], sample, [caption]] = await Promise.all([
    db.select().from(videos).where(eq(videos.id, videoId)),
    adaptiveSample(db, videoId),
    db
      .select()
      .from(captions)
      .where(and(eq(captions.videoId, videoId), eq(captions.purpose, 'inference'), eq(captions.status, 'complete')))
      .orderBy(desc(captions.id))
      .limit(1),
  ])
  if (!video) throw new ApiError('not-found', 'This video does not exist (any more).')
  const [pictures, descriptions] = await Promise.all([
    sample ? loadPictures(services, sample.id) : [],
    caption ? loadDescriptions(services, caption.id) : [],
  ])
  return {
    video,
    sampleId: sample?.id ?? null,
    frames: pictures,
    captionId: caption?.id ?? null,
    summary: caption?.summary ?? null,
    descriptions,
    isCaptionRehearsal: caption?.isRehearsal ?? false,
  }
}

async function loadPictures(services: Services, sampleId: string): Promise<ProfileFrame[]> {
  const cache = kept.get(services) ?? new Map<string, ProfileFrame[]>()
  kept.set(services, cache)
  const known = cache.get(sampleId)
  if (known) {
    cache.delete(sampleId)
    cache.set(sampleId, known)
    return known
  }
  const rows = await services.db.select().from(frames).where(eq(frames.sampleId, sampleId)).orderBy(asc(frames.index))
  const loaded = await Promise.all(
    rows.map(async ({ timestampSeconds, sha256, width, height }): Promise<ProfileFrame> => {
      return { timestampSeconds, sha256, width, height, jpeg: await services.storage.read(sha256) }
    }),
  )
  cache.set(sampleId, loaded)
  if (cache.size > videosKept) cache.delete(cache.keys().next().value!)
  return loaded
}

/** The attempt that counts of each frame, in the video's order. */
async function loadDescriptions(services: Services, captionId: string): Promise<RoleMaterial['descriptions']> {
  return services.db
    .selectDistinctOn([frameDescriptions.index], {
      timestampSeconds: frameDescriptions.timestampSeconds,
      text: frameDescriptions.text,
    })
    .from(frameDescriptions)
    .where(and(eq(frameDescriptions.captionId, captionId), ne(frameDescriptions.text, '')))
    .orderBy(asc(frameDescriptions.index), desc(frameDescriptions.attempt))
}
