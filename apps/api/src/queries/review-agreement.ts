/** How far two looks at the same text agree, for every pair of reviewers and for all together. */
import { cohenKappa } from '@video2roleplay/eval'
import { and, eq, isNotNull, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Database } from '../db/database.js'
import { dialogues, people, videos } from '../db/schema.js'
import type { ReviewerAgreement, ReviewVerdict } from '../views/reviews.js'

interface CountedPair {
  firstReviewer: string
  secondReviewer: string
  first: ReviewVerdict
  second: ReviewVerdict
  count: number
}

/** All together first; the pairs with most items in common next. Empty where there was no second look. */
export async function loadAgreement(db: Database, place: { projectId?: string }): Promise<ReviewerAgreement[]> {
  const first = alias(people, 'first_reviewer')
  const second = alias(people, 'second_reviewer')
  const rows = await db
    .select({
      firstReviewer: first.name,
      secondReviewer: second.name,
      first: dialogues.firstReview,
      second: dialogues.secondReview,
      count: sql<number>`count(*)`.mapWith(Number),
    })
    .from(dialogues)
    .innerJoin(videos, eq(videos.id, dialogues.videoId))
    .innerJoin(first, eq(first.id, dialogues.firstReviewerId))
    .innerJoin(second, eq(second.id, dialogues.secondReviewerId))
    .where(and(isNotNull(dialogues.secondReview), place.projectId ? eq(videos.projectId, place.projectId) : undefined))
    .groupBy(first.name, second.name, dialogues.firstReview, dialogues.secondReview)
  const counted = rows.flatMap((row): CountedPair[] =>
    row.first === null || row.second === null ? [] : [{ ...row, first: row.first, second: row.second }],
  )
  if (counted.length === 0) return []
  const pairs = [...Map.groupBy(counted, (row) => JSON.stringify([row.firstReviewer, row.secondReviewer])).values()]
  return [
    agreementOf(null, counted),
    ...pairs
      .map((of) => agreementOf({ first: of[0]!.firstReviewer, second: of[0]!.secondReviewer }, of))
      .toSorted((a, b) => b.items - a.items),
  ]
}

function agreementOf(pair: ReviewerAgreement['pair'], rows: CountedPair[]): ReviewerAgreement {
  const cells = [...Map.groupBy(rows, ({ first, second }) => `${first} ${second}`).values()].map((same) => ({
    first: same[0]!.first,
    second: same[0]!.second,
    count: same.reduce((sum, { count }) => sum + count, 0),
  }))
  const verdicts = cells.flatMap(({ first, second, count }) =>
    Array.from({ length: count }, (): [ReviewVerdict, ReviewVerdict] => [first, second]),
  )
  return { pair, ...cohenKappa(verdicts), table: cells }
}
