/**
 * Tokens a minute at one endpoint, shared by every process: a bucket in the database that fills with time and from
 * which a call takes, before it is made, the most it may use. Whoever finds too little waits a moment in place, or is
 * told how long, so that no worker is held.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { LlmError } from '@video2roleplay/llm'
import { sql } from 'drizzle-orm'
import { selectRows, type Database } from '../db/database.js'
import { endpointBuckets } from '../db/schema.js'

export interface TokenTake {
  endpoint: string
  tokensPerMinute: number
  /** A call that needs more than a minute's worth takes a whole minute's. */
  tokens: number
  signal?: AbortSignal | undefined
}

/** As long as the limiter waits in place for a `retry-after`. */
const longestWaitSeconds = 10

/** @throws LlmError `rate-limited` where the bucket will not hold enough for a while */
export async function takeTokens(db: Database, take: TokenTake): Promise<void> {
  const { endpoint, tokensPerMinute, signal } = take
  const tokens = Math.min(take.tokens, tokensPerMinute)
  await db
    .insert(endpointBuckets)
    .values({ endpoint, tokens: tokensPerMinute, filledAt: sql`now()` })
    .onConflictDoNothing()
  for (;;) {
    const level = sql`least(${tokensPerMinute}::float8, ${endpointBuckets.tokens}
      + ${tokensPerMinute}::float8 / 60 * extract(epoch from clock_timestamp() - ${endpointBuckets.filledAt}))`
    const [row] = await selectRows<{ isTaken: boolean; level: number }>(
      db,
      sql`with taken as (
          update ${endpointBuckets} set tokens = ${level} - ${tokens}::float8, filled_at = clock_timestamp()
          where ${endpointBuckets.endpoint} = ${endpoint} and ${level} >= ${tokens}::float8
          returning 1)
        select exists (select 1 from taken) as "isTaken",
          (select ${level} from ${endpointBuckets} where ${endpointBuckets.endpoint} = ${endpoint}) as "level"`,
    )
    if (row === undefined || row.isTaken) return
    const waitSeconds = ((tokens - Number(row.level)) / tokensPerMinute) * 60
    if (waitSeconds > longestWaitSeconds)
      throw new LlmError('rate-limited', `${tokensPerMinute} tokens a minute are used up at ${endpoint}.`, {
        retryAfterMs: Math.ceil(waitSeconds * 1000),
        isPause: true,
      })
    await sleep(Math.max(20, waitSeconds * 1000), undefined, { signal })
  }
}
