/** One dialogue with everything a reviewer looks at: the video, what the answer leans on, what others said of it. */
import { answerSupport } from '@video2roleplay/curation'
import { and, asc, desc, eq, ne, type SQL } from 'drizzle-orm'
import type { Database } from '../db/database.js'
import { captions, frameDescriptions, frames, people, reviews, videos } from '../db/schema.js'
import type { DialogueView } from '../views/dialogues.js'
import type { AnswerGrounding, ReviewEntry, ReviewItem, ReviewLook } from '../views/reviews.js'
import { loadDialogue } from './dialogues.js'
import { imageUrl } from './images.js'

export async function loadReviewItem(
  db: Database,
  id: string,
  look: ReviewLook,
): Promise<Omit<ReviewItem, 'lease'> | null> {
  const dialogue = await loadDialogue(db, id)
  if (!dialogue) return null
  const [[video], entries, caption] = await Promise.all([
    db.select().from(videos).where(eq(videos.id, dialogue.videoId)),
    look === 'first' ? [] : loadReviewEntries(db, eq(reviews.subjectId, id), 20),
    loadTrainingCaption(db, dialogue.videoId),
  ])
  if (!video) return null
  const shown = look === 'second' ? asFirstSeen(dialogue, entries) : dialogue
  return {
    look,
    dialogue: shown,
    video: {
      id: video.id,
      name: video.displayName,
      mediaUrl: video.fileSha256 === null ? null : `/media/videos/${video.id}`,
      posterUrl: imageUrl(video.posterSha256),
      durationSeconds: video.durationSeconds,
      fps: video.info?.fps ?? null,
    },
    summary: caption?.summary ?? null,
    moments: caption?.frameDescriptions.map(({ timestampSeconds }) => timestampSeconds) ?? [],
    grounding: caption ? groundingOf(shown.answer, caption) : null,
    verdicts: look === 'resolve' ? entries.filter(({ decision }) => decision !== 'undo') : [],
  }
}

/** The trail, newest first. */
export async function loadReviewEntries(db: Database, where: SQL | undefined, limit: number): Promise<ReviewEntry[]> {
  const rows = await db
    .select({ review: reviews, reviewer: people.name })
    .from(reviews)
    .innerJoin(people, eq(people.id, reviews.reviewerId))
    .where(and(eq(reviews.subject, 'dialogue'), where))
    .orderBy(desc(reviews.id))
    .limit(limit)
  return rows.map(({ review, reviewer }) => ({
    id: review.id,
    dialogueId: review.subjectId,
    reviewer,
    look: review.look,
    decision: review.decision,
    reasonCodes: review.reasonCodes,
    note: review.note,
    callId: review.callId,
    before: stateOf(review.before),
    after: stateOf(review.after),
    createdAt: review.createdAt.toISOString(),
  }))
}

function stateOf(state: Record<string, unknown> | null): ReviewEntry['before'] {
  const { question, answer, review } = (state ?? {}) as Partial<ReviewEntry['before']>
  return { question: question ?? '', answer: answer ?? '', review: review ?? 'unreviewed' }
}

/** Both reviewers judge one text, so the second sees what the first saw, and not what became of it. */
function asFirstSeen(dialogue: DialogueView, entries: ReviewEntry[]): DialogueView {
  const first = entries.find(({ look, decision }) => look === 'first' && decision !== 'undo')
  return {
    ...dialogue,
    ...(first ? { question: first.before.question, answer: first.before.answer } : {}),
    review: 'unreviewed',
  }
}

interface TrainingCaption {
  summary: string
  frameDescriptions: { index: number; timestampSeconds: number; text: string; frameUrl: string | null }[]
}

async function loadTrainingCaption(db: Database, videoId: string): Promise<TrainingCaption | null> {
  const [caption] = await db
    .select({ id: captions.id, sampleId: captions.sampleId, summary: captions.summary })
    .from(captions)
    .where(and(eq(captions.videoId, videoId), eq(captions.purpose, 'training'), eq(captions.status, 'complete')))
    .orderBy(desc(captions.id))
    .limit(1)
  if (!caption) return null
  const rows = await db
    .selectDistinctOn([frameDescriptions.index], {
      index: frameDescriptions.index,
      timestampSeconds: frameDescriptions.timestampSeconds,
      text: frameDescriptions.text,
      sha256: frames.sha256,
    })
    .from(frameDescriptions)
    .leftJoin(frames, and(eq(frames.sampleId, caption.sampleId), eq(frames.index, frameDescriptions.index)))
    .where(and(eq(frameDescriptions.captionId, caption.id), ne(frameDescriptions.text, '')))
    .orderBy(asc(frameDescriptions.index), desc(frameDescriptions.attempt))
  return {
    summary: caption.summary ?? '',
    frameDescriptions: rows.map(({ sha256, ...row }) => ({ ...row, frameUrl: imageUrl(sha256) })),
  }
}

/** Ours: as many as fit beside the answer. */
const sentencesShown = 4

function groundingOf(answer: string, caption: TrainingCaption): AnswerGrounding {
  const { sentences, ...support } = answerSupport(answer, caption, sentencesShown)
  const frameOf = new Map(caption.frameDescriptions.map(({ index, frameUrl }) => [index, frameUrl]))
  return {
    ...support,
    sentences: sentences.map((one) => ({
      ...one,
      frameUrl: one.descriptionIndex === null ? null : (frameOf.get(one.descriptionIndex) ?? null),
    })),
  }
}
