/**
 * What people preferred, read from the audit trail of their reviews, up to the moment that the version was made: what
 * was decided later belongs to a later version. A pair is an answer that a reviewer rewrote, against what the model
 * had written; a verdict is an answer that was accepted, rewritten, or rejected.
 */
import type { PreferencePair, PreferenceVerdict } from '@video2roleplay/curation'
import { and, asc, eq, inArray, lte, ne } from 'drizzle-orm'
import * as z from 'zod'
import { dataSetVersions, dialogues, reviews, type dataSetItems } from '../../db/schema.js'
import type { Services } from '../../services.js'
import type { ExportTask } from './task.js'

const State = z.looseObject({ question: z.string(), answer: z.string(), review: z.string() })
type State = z.output<typeof State>

interface Decision {
  dialogueId: string
  before: State
  after: State
}

type Found = Omit<PreferencePair, 'frames'> | Omit<PreferenceVerdict, 'frames'>
type Item = typeof dataSetItems.$inferSelect

export async function preferencesOfVideo(
  services: Services,
  task: ExportTask,
  videoId: string,
  items: Item[],
): Promise<Found[]> {
  const decisions = await decisionsOf(services, task, videoId)
  return task.format.endsWith('-dpo') ? pairs(items, decisions) : verdicts(items, decisions)
}

/** Oldest first, by dialogue. A second look changes nothing, so it is none of them. */
async function decisionsOf({ db }: Services, { versionId }: ExportTask, videoId: string) {
  const [version] = await db
    .select({ createdAt: dataSetVersions.createdAt })
    .from(dataSetVersions)
    .where(eq(dataSetVersions.id, versionId))
  const ofVideo = db.select({ id: dialogues.id }).from(dialogues).where(eq(dialogues.videoId, videoId))
  const rows = await db
    .select({ id: reviews.subjectId, before: reviews.before, after: reviews.after })
    .from(reviews)
    .where(
      and(
        eq(reviews.subject, 'dialogue'),
        ne(reviews.look, 'second'),
        inArray(reviews.subjectId, ofVideo),
        lte(reviews.createdAt, version!.createdAt),
      ),
    )
    .orderBy(asc(reviews.id))
  const decisions = new Map<string, Decision[]>()
  for (const { id, before, after } of rows) {
    const [was, became] = [State.safeParse(before), State.safeParse(after)]
    if (!was.success || !became.success) continue // older rows kept less
    decisions.set(id, [...(decisions.get(id) ?? []), { dialogueId: id, before: was.data, after: became.data }])
  }
  return decisions
}

/** The answer in the version against the model's own, which stood there before the first decision. */
function pairs(items: Item[], decisions: Map<string, Decision[]>): Found[] {
  return items.flatMap(({ dialogueId, question, answer }) => {
    const [first] = decisions.get(dialogueId) ?? []
    const isRewritten = first !== undefined && first.before.question === question && first.before.answer !== answer
    return isRewritten ? [{ id: dialogueId, question, chosen: answer, rejected: first.before.answer }] : []
  })
}

function verdicts(items: Item[], decisions: Map<string, Decision[]>): Found[] {
  const inVersion = new Map(items.map((item) => [item.dialogueId, item]))
  return [...decisions]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([id, all]): Found[] => {
      const { review, question, answer } = all.at(-1)!.after
      const item = inVersion.get(id)
      if (review === 'rejected') return [{ id, question, answer, isDesirable: false }]
      const isGood = (review === 'accepted' || review === 'edited') && item !== undefined
      return isGood ? [{ id, question: item.question, answer: item.answer, isDesirable: true }] : []
    })
}
