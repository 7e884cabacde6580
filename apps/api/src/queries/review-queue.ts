/** What is to be looked at, by whom: the condition that chooses the next item, and the counts beside the queue. */
import { and, desc, eq, gt, inArray, sql, type SQL } from 'drizzle-orm'
import type { Database } from '../db/database.js'
import { dialogues, people, reviewLeases, reviews, videos } from '../db/schema.js'
import type { ReviewLook, ReviewProgress } from '../views/reviews.js'

export interface QueueFilter {
  look: ReviewLook
  projectId?: string
  videoId?: string
  /** Only what a detector has marked. */
  isFlagged?: boolean
  /** Items that the reviewer put off. */
  skip?: string[]
}

const isFlagged = sql`jsonb_array_length(${dialogues.flags}) > 0`
const isCandidate = inArray(dialogues.status, ['kept', 'undecided'])
const isUnreviewed = and(isCandidate, eq(dialogues.review, 'unreviewed'))
const isAwaitingSecond = sql`${dialogues.firstReview} is not null and ${dialogues.secondReview} is null and ${dialogues.resolverId} is null`
/** Two verdicts that differ; or two edits, whose texts a person has to choose from. */
const isDisputed = sql`${dialogues.secondReview} is not null and ${dialogues.resolverId} is null
  and (${dialogues.secondReview} <> ${dialogues.firstReview} or ${dialogues.secondReview} = 'edited')`

/** `from … where …` of the queue as this reviewer sees it: nobody looks twice at one item, or at one that is open. */
export function reviewQueue(reviewerId: string, filter: QueueFilter): SQL {
  const byLook: Record<ReviewLook, SQL | undefined> = {
    first: isUnreviewed,
    second: and(isAwaitingSecond, sql`${dialogues.firstReviewerId} is distinct from ${reviewerId}::uuid`),
    resolve: isDisputed,
  }
  const isOpenElsewhere = sql`exists (select 1 from ${reviewLeases} where ${reviewLeases.dialogueId} = ${dialogues.id}
    and ${reviewLeases.reviewerId} <> ${reviewerId}::uuid and ${reviewLeases.leasedUntil} > now())`
  const where = and(
    byLook[filter.look],
    filter.projectId ? eq(videos.projectId, filter.projectId) : undefined,
    filter.videoId ? eq(dialogues.videoId, filter.videoId) : undefined,
    filter.isFlagged ? isFlagged : undefined,
    filter.skip?.length ? sql`not ${inArray(dialogues.id, filter.skip)}` : undefined,
    sql`not ${isOpenElsewhere}`,
  )
  return sql`from ${dialogues} inner join ${videos} on ${eq(videos.id, dialogues.videoId)} where ${where}`
}

export async function loadReviewProgress(
  db: Database,
  place: { projectId?: string; videoId?: string },
): Promise<ReviewProgress> {
  const where = and(
    place.projectId ? eq(videos.projectId, place.projectId) : undefined,
    place.videoId ? eq(dialogues.videoId, place.videoId) : undefined,
  )
  const counted = (condition: SQL | undefined) => sql<number>`count(*) filter (where ${condition})`.mapWith(Number)
  const [[counts], open, reviewers] = await Promise.all([
    db
      .select({
        unreviewed: counted(isUnreviewed),
        flagged: counted(and(isUnreviewed, isFlagged)),
        reviewed: counted(sql`${dialogues.review} <> 'unreviewed'`),
        awaitingSecond: counted(isAwaitingSecond),
        disputed: counted(isDisputed),
      })
      .from(dialogues)
      .innerJoin(videos, eq(videos.id, dialogues.videoId))
      .where(where),
    db
      .select({
        dialogueId: reviewLeases.dialogueId,
        reviewer: people.name,
        until: reviewLeases.leasedUntil,
        secondsLeft: sql<number>`extract(epoch from ${reviewLeases.leasedUntil} - now())`.mapWith(Number),
      })
      .from(reviewLeases)
      .innerJoin(people, eq(people.id, reviewLeases.reviewerId))
      .innerJoin(dialogues, eq(dialogues.id, reviewLeases.dialogueId))
      .innerJoin(videos, eq(videos.id, dialogues.videoId))
      .where(and(where, gt(reviewLeases.leasedUntil, sql`now()`)))
      .limit(100),
    db
      .select({ name: people.name, decisions: sql<number>`count(*)`.mapWith(Number).as('decisions') })
      .from(reviews)
      .innerJoin(people, eq(people.id, reviews.reviewerId))
      .innerJoin(dialogues, eq(dialogues.id, reviews.subjectId))
      .innerJoin(videos, eq(videos.id, dialogues.videoId))
      .where(and(where, eq(reviews.subject, 'dialogue'), sql`${reviews.decision} <> 'undo'`))
      .groupBy(people.name)
      .orderBy(desc(sql`decisions`))
      .limit(50),
  ])
  return {
    ...(counts ?? { unreviewed: 0, flagged: 0, reviewed: 0, awaitingSecond: 0, disputed: 0 }),
    open: open.map(({ until, ...lease }) => ({ ...lease, until: until?.toISOString() ?? '' })),
    reviewers,
  }
}
