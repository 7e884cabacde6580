/**
 * Room 5 (§3.3, A.2): generate → parse → reject refusals → select → clean, from the training caption only (R14).
 * Every pair becomes a row with the step that decided about it; a teacher that declines is a result, not a failure.
 */
import {
  chooseTeacher,
  curateDialogues,
  dialoguesPerVideo,
  generateDialoguesPrompt,
  selectDialoguesPrompt,
  type CuratedDialogue,
  type CurationResult,
  type DescribedFrame,
} from '@video2roleplay/curation'
import { and, asc, desc, eq, inArray, ne } from 'drizzle-orm'
import { captions, dialogues, frameDescriptions, generations, videoSpeech } from '../db/schema.js'
import { ApiError } from '../errors.js'
import { toFailure } from '../failure.js'
import type { JobContext, JobHandler } from '../jobs/job.js'
import { loadJobVideo, readyVideo, type ReadyVideo } from './job-video.js'
import { settingsHashOf } from './settings-hash.js'
import { enqueueNext, StagePayload } from './stages.js'
import { countCalls, createCallLog, watchedModel } from './watched-model.js'

type GenerationRow = typeof generations.$inferSelect
type CaptionRow = typeof captions.$inferSelect

/** One seed for the house: the same video gets the same teacher and exemplars again. */
const seed = 0

export const makeDialogues: JobHandler = async (context) => {
  const { services, job } = context
  const { stages } = StagePayload.parse(job.payload)
  const video = readyVideo(services, await loadJobVideo(services, job))
  const caption = await trainingCaption(context, video.id)
  const calls = createCallLog()

  const pool = await services.models.forRole('generator')
  const [selectorRow] = await services.models.forRole('selector')
  const teacherRow = chooseTeacher(
    pool.map((teacher) => ({ teacher, weight: services.env.generatorWeights[teacher.name] ?? 1 })),
    video.id,
    seed,
  )
  const teacher = watchedModel(context.openModel(teacherRow), calls)
  const selector = watchedModel(context.openModel(selectorRow), calls)
  const settingsHash = settingsHashOf({
    teacher: teacher.id,
    selector: selector.id,
    promptIds: [generateDialoguesPrompt.id, selectDialoguesPrompt.id],
    dialogueCount: dialoguesPerVideo,
    seed,
    ...(services.env.language === 'en' ? {} : { language: services.env.language }),
  })
  const generation = await beginGeneration(context, {
    videoId: video.id,
    captionId: caption.id,
    teacherModelId: teacherRow.id,
    selectorModelId: selectorRow.id,
    isRehearsal: teacher.isRehearsal || selector.isRehearsal,
    settingsHash,
  })
  const next = () =>
    context.finish({ state: 'done', result: { generationId: generation.id, ...countCalls(calls) } }, (tx) =>
      enqueueNext(tx, services.jobs, job, stages),
    )
  if (generation.status !== 'running') return next()

  const result = await curate(context, { video, caption, generation, teacher, selector })
  await context.fenced(async (tx) => {
    if (result.dialogues.length > 0)
      await tx
        .insert(dialogues)
        .values(result.dialogues.map((one, index) => dialogueRow(one, index, generation, services.env.language)))
        .onConflictDoNothing()
    await tx
      .update(generations)
      .set({
        status: statusOf(result),
        isRehearsal: result.isRehearsal,
        callId: result.generation.callId,
        funnel: result.funnel,
        errorCode: null,
        errorMessage: result.parsed?.status === 'unparsed' ? result.parsed.reason : null,
      })
      .where(eq(generations.id, generation.id))
  })
  return next()
}

async function trainingCaption(context: JobContext, videoId: string): Promise<CaptionRow> {
  const [caption] = await context.services.db
    .select()
    .from(captions)
    .where(and(eq(captions.videoId, videoId), eq(captions.purpose, 'training'), eq(captions.status, 'complete')))
    .orderBy(desc(captions.id))
    .limit(1)
  if (!caption)
    throw new ApiError('invalid-input', 'The video has no finished training caption to make dialogues from.', {
      advice: 'Run the caption stage first.',
    })
  return caption
}

async function beginGeneration(
  context: JobContext,
  facts: Omit<typeof generations.$inferInsert, 'promptId' | 'status' | 'funnel'>,
): Promise<GenerationRow> {
  return context.fenced(async (tx) => {
    await tx
      .insert(generations)
      .values({ ...facts, promptId: generateDialoguesPrompt.id, status: 'running', funnel: [] })
      .onConflictDoNothing()
    const natural = and(eq(generations.captionId, facts.captionId), eq(generations.settingsHash, facts.settingsHash))
    await tx
      .update(generations)
      .set({ status: 'running' })
      .where(and(natural, eq(generations.status, 'failed')))
    const [row] = await tx.select().from(generations).where(natural)
    return row!
  })
}

interface CurationTask {
  video: ReadyVideo
  caption: CaptionRow
  generation: GenerationRow
  teacher: Parameters<typeof curateDialogues>[1]
  selector: Parameters<typeof curateDialogues>[2]
}

async function curate(context: JobContext, task: CurationTask): Promise<CurationResult> {
  context.progress(0, 1, 'writing dialogues')
  try {
    const { caption, video } = task
    const result = await curateDialogues(
      {
        kind: video.kind,
        summary: caption.summary ?? '',
        videoKey: video.id,
        seed,
        language: context.services.env.language,
        frameDescriptions: await describedFrames(context, caption.id),
        speech: await speechOf(context, caption.speechIds),
      },
      task.teacher,
      task.selector,
      { signal: context.signal },
    )
    context.progress(1, 1)
    return result
  } catch (error) {
    if (!context.signal.aborted) {
      const { code, message } = toFailure(error)
      await context.fenced((tx) =>
        tx
          .update(generations)
          .set({ status: 'failed', errorCode: code, errorMessage: message })
          .where(eq(generations.id, task.generation.id)),
      )
    }
    throw error
  }
}

/** What answers may lean on: of each frame the last attempt with words. */
async function describedFrames({ services }: JobContext, captionId: string): Promise<DescribedFrame[]> {
  return services.db
    .selectDistinctOn([frameDescriptions.index], {
      index: frameDescriptions.index,
      timestampSeconds: frameDescriptions.timestampSeconds,
      text: frameDescriptions.text,
    })
    .from(frameDescriptions)
    .where(and(eq(frameDescriptions.captionId, captionId), ne(frameDescriptions.text, '')))
    .orderBy(asc(frameDescriptions.index), desc(frameDescriptions.attempt))
}

/** The same words that the annotator was shown. */
async function speechOf({ services }: JobContext, ids: string[]) {
  if (ids.length === 0) return []
  const rows = await services.db.select().from(videoSpeech).where(inArray(videoSpeech.id, ids))
  return rows.flatMap(({ segments }) => segments)
}

function statusOf({ generation, parsed }: CurationResult): GenerationRow['status'] {
  if (generation.status !== 'generated') return generation.status
  return parsed === undefined || parsed.status === 'parsed' ? 'complete' : parsed.status
}

const stepOf = { reject: 'refusal', select: 'selection', clean: 'clean' } as const

function dialogueRow(one: CuratedDialogue, index: number, { id, videoId }: GenerationRow, language: string) {
  return {
    videoId,
    generationId: id,
    index,
    question: one.question,
    answer: one.answer,
    rawQuestion: one.raw.question,
    rawAnswer: one.raw.answer,
    status: one.status,
    step: stepOf[one.stage],
    reason: one.reason,
    score: one.score,
    selectionCallId: one.selectionCallId,
    flags: one.flags,
    support: one.support,
    language,
  }
}
