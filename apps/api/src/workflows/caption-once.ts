/** One caption for one purpose: begins it or takes it up where it was left, and ends it. */
import {
  describeFrame,
  describePromptId,
  summariseVideo,
  summaryPromptId,
  tokenLadder,
  type CaptionFrame,
  type CaptionPurpose,
  type CaptionSettings,
  type FrameDescription,
} from '@video2roleplay/curation'
import type { ChatModel } from '@video2roleplay/llm'
import { and, asc, desc, eq, ne, sql } from 'drizzle-orm'
import { captions, frameDescriptions, frames, type videoSpeech } from '../db/schema.js'
import { toFailure } from '../failure.js'
import type { JobContext } from '../jobs/job.js'
import type { ModelRow } from '../models/registry.js'
import type { SampleRow } from './ensure-sample.js'
import type { ReadyVideo } from './job-video.js'
import { settingsHashOf } from './settings-hash.js'
import { watchedModel, type CallLog } from './watched-model.js'
import { workThrough } from './work-through.js'

export interface CaptionTask {
  video: ReadyVideo
  sample: SampleRow
  purpose: CaptionPurpose
  /** What is said in it, where that was asked for and found. */
  speech?: typeof videoSpeech.$inferSelect
  /** Share of the frames that look alike. */
  staticScore: number | null
  calls: CallLog
}

type CaptionRow = typeof captions.$inferSelect

/** What the environment says about every caption of this house. */
export function captionSettings({ env }: JobContext['services']): CaptionSettings {
  return { language: env.language, onScreenText: env.evidence.onScreenText }
}

/** Returns the status that the caption ended with. @throws what the endpoint threw, after saving what is there. */
export async function captionOnce(context: JobContext, task: CaptionTask): Promise<CaptionRow['status']> {
  const [row] = await context.services.models.forRole('annotator')
  const annotator = watchedModel(context.openModel(row), task.calls)
  const caption = await beginCaption(context, task, row, annotator)
  if (caption.status === 'complete') return caption.status
  try {
    await describeMissing(context, task, caption, annotator)
    return await summarise(context, task, caption, annotator)
  } catch (error) {
    if (!context.signal.aborted) await endCaption(context, caption.id, { status: 'incomplete', ...errorColumns(error) })
    throw error
  }
}

async function beginCaption(
  context: JobContext,
  { video, sample, purpose, speech, staticScore }: CaptionTask,
  row: ModelRow,
  annotator: ChatModel,
): Promise<CaptionRow> {
  const settings = captionSettings(context.services)
  const hasSpeech = speech !== undefined
  const promptIds = [describePromptId(settings, hasSpeech), summaryPromptId(hasSpeech)]
  const settingsHash = settingsHashOf({
    model: annotator.id,
    sample: sample.settingsHash,
    strategy: sample.strategy,
    kind: video.kind,
    promptIds,
    // Only what differs from the default: a caption made before there was a choice is found again.
    ...(settings.language === 'en' ? {} : { language: settings.language }),
    ...(settings.onScreenText === true ? { onScreenText: true } : {}),
    ...(hasSpeech ? { speech: speech.id } : {}),
  })
  return context.fenced(async (tx) => {
    await tx
      .insert(captions)
      .values({
        videoId: video.id,
        sampleId: sample.id,
        purpose,
        modelId: row.id,
        isRehearsal: annotator.isRehearsal,
        settingsHash,
        promptIds,
        maxTokens: tokenLadder(video.kind)[0]!,
        status: 'running',
        staticScore,
        speechIds: hasSpeech ? [speech.id] : [],
      })
      .onConflictDoNothing()
    const natural = and(
      eq(captions.videoId, video.id),
      eq(captions.purpose, purpose),
      eq(captions.settingsHash, settingsHash),
    )
    // One that is not complete is taken up again; what was paid for is replayed.
    await tx
      .update(captions)
      .set({ status: 'running', errorCode: null, errorMessage: null, errorAdvice: null })
      .where(and(natural, ne(captions.status, 'complete')))
    const [current] = await tx.select().from(captions).where(natural)
    return current!
  })
}

/** Each description is a row the moment it is there, every attempt at it kept. */
async function describeMissing(
  context: JobContext,
  { video, sample, speech }: CaptionTask,
  caption: CaptionRow,
  annotator: ChatModel,
): Promise<void> {
  const { services, signal } = context
  const [pictures, described] = await Promise.all([
    services.db.select().from(frames).where(eq(frames.sampleId, sample.id)).orderBy(asc(frames.index)),
    services.db
      .selectDistinct({ index: frameDescriptions.index })
      .from(frameDescriptions)
      .where(eq(frameDescriptions.captionId, caption.id)),
  ])
  const known = new Set(described.map(({ index }) => index))
  const missing = pictures.filter(({ index }) => !known.has(index))
  const tell = (done: number) =>
    context.progress(known.size + done, pictures.length + 1, `describing frames for ${caption.purpose}`)
  tell(0)
  const work = await workThrough(
    missing,
    { concurrency: services.env.concurrency, signal, onDone: tell },
    async (picture) => {
      const frame: CaptionFrame = { ...picture, jpeg: await services.storage.read(picture.sha256) }
      const description = await describeFrame(
        {
          frame,
          index: picture.index,
          count: pictures.length,
          kind: video.kind,
          durationSeconds: video.info.durationSeconds,
          settings: captionSettings(services),
          speech: speech?.segments,
        },
        annotator,
        { signal },
      )
      await context.fenced((tx) =>
        tx.insert(frameDescriptions).values(attemptRows(caption.id, description)).onConflictDoNothing(),
      )
    },
  )
  if (work.failure) throw work.failure.error
}

function attemptRows(captionId: string, { index, timestampSeconds, attempts }: FrameDescription) {
  return attempts.map(({ maxTokens, outcome, text, reason, callId }, attempt) => ({
    captionId,
    index,
    attempt: attempt + 1,
    timestampSeconds,
    outcome,
    text,
    reason,
    maxTokens,
    callId,
  }))
}

async function summarise(
  context: JobContext,
  { video, speech }: CaptionTask,
  caption: CaptionRow,
  annotator: ChatModel,
): Promise<CaptionRow['status']> {
  // The attempt that counts is the last with words: a longer try that was refused gives way to an earlier, cut text.
  const told = await context.services.db
    .selectDistinctOn([frameDescriptions.index], {
      index: frameDescriptions.index,
      timestampSeconds: frameDescriptions.timestampSeconds,
      text: frameDescriptions.text,
    })
    .from(frameDescriptions)
    .where(eq(frameDescriptions.captionId, caption.id))
    .orderBy(asc(frameDescriptions.index), sql`${frameDescriptions.text} = ''`, desc(frameDescriptions.attempt))
  context.progress(told.length, told.length + 1, `summarising for ${caption.purpose}`)
  const summary = await summariseVideo(
    {
      descriptions: told,
      kind: video.kind,
      durationSeconds: video.info.durationSeconds,
      settings: captionSettings(context.services),
      speech: speech?.segments,
    },
    annotator,
    { signal: context.signal },
  )
  context.progress(told.length + 1, told.length + 1)
  const hasWords = summary.summary.trim() !== ''
  const status = hasWords ? 'complete' : 'failed'
  await endCaption(context, caption.id, {
    status,
    outcome: summary.outcome,
    errorCode: hasWords ? null : `summary-${summary.outcome}`,
    errorMessage: hasWords ? null : (summary.reason ?? 'The annotator gave no summary.'),
    reasoning: summary.reasoning,
    summary: summary.summary,
    summaryCallId: summary.callIds.at(-1) ?? null,
    maxTokens: summary.maxTokens,
  })
  return status
}

async function endCaption(context: JobContext, captionId: string, set: Partial<CaptionRow>): Promise<void> {
  await context.fenced((tx) => tx.update(captions).set(set).where(eq(captions.id, captionId)))
}

function errorColumns(error: unknown): Pick<CaptionRow, 'errorCode' | 'errorMessage' | 'errorAdvice'> {
  const { code, message, advice } = toFailure(error)
  return { errorCode: code, errorMessage: message, errorAdvice: advice }
}
