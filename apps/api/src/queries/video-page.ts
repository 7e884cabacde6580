/** One video in full: its facts, its samples, its captions. */
import { captionFlags, flagStaticScore, type CaptionFlag, type Language } from '@video2roleplay/curation'
import { and, asc, desc, eq, inArray } from 'drizzle-orm'
import type { Database } from '../db/database.js'
import {
  captions,
  frameDescriptions,
  frames,
  frameSamples,
  jobs,
  modelCalls,
  models,
  videos,
  videoSpeech,
} from '../db/schema.js'
import type {
  CaptionPurpose,
  FrameDescriptionView,
  SampledFrame,
  SpeechView,
  VideoCaption,
  VideoDetail,
  VideoSample,
} from '../views/videos.js'
import { adaptiveSample } from './adaptive-sample.js'
import { costColumns, toCost } from './cost.js'
import { failureOfRow } from './failure-of-row.js'
import { imageUrl } from './images.js'
import { selectJobs } from './jobs.js'
import { toSampleView } from './samples.js'
import { loadVideoCard } from './videos.js'

const jobsShown = 20

export async function loadVideo(db: Database, id: string): Promise<VideoDetail | null> {
  const [card, [video], videoJobs] = await Promise.all([
    loadVideoCard(db, id),
    db.select().from(videos).where(eq(videos.id, id)),
    selectJobs(db, eq(jobs.subjectId, id), jobsShown),
  ])
  if (!card || !video) return null
  return {
    ...card,
    info: video.info,
    platform: video.platform,
    licence: video.licence,
    consent: video.consent,
    sourceUrl: video.sourceUrl,
    sha256: video.sha256,
    sizeBytes: video.sizeBytes,
    codec: video.codec,
    frameCount: video.frameCount,
    mediaUrl: video.fileSha256 === null ? null : `/media/videos/${video.id}`,
    jobs: videoJobs,
  }
}

/** The newest sample: of the segments (§3.2), or of the kind's own strategy (§4.1). */
export async function loadSample(
  db: Database,
  videoId: string,
  strategy: 'profile' | 'segments',
): Promise<VideoSample | null> {
  const row = strategy === 'segments' ? await segmentSample(db, videoId) : await adaptiveSample(db, videoId)
  return row ? toVideoSample(db, row) : null
}

export async function loadSampleById(db: Database, id: string): Promise<VideoSample | null> {
  const [row] = await db.select().from(frameSamples).where(eq(frameSamples.id, id))
  return row ? toVideoSample(db, row) : null
}

async function toVideoSample(db: Database, row: typeof frameSamples.$inferSelect): Promise<VideoSample> {
  const [role, chosen] = await Promise.all([adaptiveSample(db, row.videoId), loadFrames(db, row.id)])
  const { trace, ...sample } = row
  return { sample: toSampleView(sample, chosen.length, role?.id), frames: chosen, trace }
}

async function segmentSample(db: Database, videoId: string) {
  const [row] = await db
    .select()
    .from(frameSamples)
    .where(and(eq(frameSamples.videoId, videoId), eq(frameSamples.strategy, 'segments')))
    .orderBy(desc(frameSamples.id))
    .limit(1)
  return row
}

export async function loadFrames(db: Database, sampleId: string): Promise<SampledFrame[]> {
  const rows = await db.select().from(frames).where(eq(frames.sampleId, sampleId)).orderBy(asc(frames.index))
  return rows.map(({ sampleId: _sampleId, sha256, ...frame }) => ({ ...frame, url: imageUrl(sha256) }))
}

/** The newest caption, of one purpose if one is named. */
export async function loadCaption(
  db: Database,
  videoId: string,
  purpose?: CaptionPurpose,
  language: Language = 'en',
): Promise<VideoCaption | null> {
  const [row] = await db
    .select({ caption: captions, modelName: models.name })
    .from(captions)
    .leftJoin(models, eq(models.id, captions.modelId))
    .where(and(eq(captions.videoId, videoId), purpose ? eq(captions.purpose, purpose) : undefined))
    .orderBy(desc(captions.id))
    .limit(1)
  if (!row) return null
  const { caption, modelName } = row
  const attempts = await db
    .select()
    .from(frameDescriptions)
    .where(eq(frameDescriptions.captionId, caption.id))
    .orderBy(asc(frameDescriptions.index), asc(frameDescriptions.attempt))
  const callIds = [caption.summaryCallId, ...attempts.map((one) => one.callId)].filter((id) => id !== null)
  const [pictures, cost] = await Promise.all([
    db.select({ index: frames.index, sha256: frames.sha256 }).from(frames).where(eq(frames.sampleId, caption.sampleId)),
    callIds.length === 0 ? [] : db.select(costColumns).from(modelCalls).where(inArray(modelCalls.id, callIds)),
  ])
  const descriptions = toDescriptions(attempts, new Map(pictures.map(({ index, sha256 }) => [index, imageUrl(sha256)])))
  return {
    caption: {
      id: caption.id,
      videoId: caption.videoId,
      purpose: caption.purpose,
      status: caption.status,
      outcome: caption.outcome,
      error: failureOfRow(caption),
      reasoning: caption.reasoning,
      summary: caption.summary,
      model: { id: caption.modelId, name: modelName ?? 'a model that was removed' },
      isRehearsal: caption.isRehearsal,
      promptIds: caption.promptIds,
      maxTokens: caption.maxTokens,
      cost: toCost(cost[0]),
      createdAt: caption.createdAt.toISOString(),
    },
    descriptions,
    flags: flagsOf(caption, descriptions, language),
    speech: await loadSpeech(db, caption.speechIds),
  }
}

/** A summary that is not there yet has no faults. */
function flagsOf(
  { summary, staticScore }: Pick<typeof captions.$inferSelect, 'summary' | 'staticScore'>,
  descriptions: FrameDescriptionView[],
  language: Language,
): CaptionFlag[] {
  const flags = captionFlags({ summary: summary ?? '', frameDescriptions: descriptions }, { language })
  const scene = flagStaticScore(staticScore, descriptions.length)
  return [
    ...(summary ? flags : flags.filter(({ target }) => target !== 'summary')),
    ...(scene ? [{ ...scene, target: 'video' as const }] : []),
  ]
}

async function loadSpeech(db: Database, ids: string[]): Promise<SpeechView | null> {
  const [row] = ids.length === 0 ? [] : await db.select().from(videoSpeech).where(inArray(videoSpeech.id, ids))
  if (!row) return null
  const { source, status, reason, language, segments, callIds } = row
  return { source, status, reason, language, segments, callIds }
}

type Attempt = typeof frameDescriptions.$inferSelect

/** The attempt that counts is the last; a longer try that brought nothing gives way to an earlier, cut text. */
function toDescriptions(rows: Attempt[], pictureOf: Map<number, string>): FrameDescriptionView[] {
  return [...Map.groupBy(rows, (row) => row.index).values()].map((attempts) => {
    const last = attempts.at(-1)!
    const best = last.outcome === 'success' ? last : (attempts.findLast((one) => one.text !== '') ?? last)
    return {
      index: best.index,
      timestampSeconds: best.timestampSeconds,
      text: best.text,
      outcome: best.outcome,
      reason: best.reason,
      attempts: attempts.map(({ attempt, outcome, text, reason, maxTokens, callId }) => ({
        attempt,
        outcome,
        text,
        reason,
        maxTokens,
        callId,
      })),
      frameUrl: pictureOf.get(best.index) ?? null,
    }
  })
}
