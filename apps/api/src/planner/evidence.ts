/**
 * What a stage took for videos that have been through it: totals of the ledger per video, whatever attempts, retries
 * and longer tries they are made of. Reads at most the newest few hundred; asks nobody anything.
 */
import { sql } from 'drizzle-orm'
import type { Database } from '../db/database.js'
import { selectRows } from '../db/database.js'
import type { Stage } from '../views/jobs.js'

/** One video's way through one stage. */
export interface StageTotals {
  calls: number
  inputTokens: number
  outputTokens: number
  /** Null where a call has no price. */
  microUsd: number | null
  /** Of its calls, one after the other. */
  callSeconds: number
  /** Decoding and writing: what the job took beside its calls. */
  ownSeconds: number
}

const newest = 200

/** `modelIds`: only videos all of whose calls went to one of these. */
export async function stageEvidence(db: Database, stage: Stage, modelIds: string[]): Promise<StageTotals[]> {
  const models =
    modelIds.length === 0
      ? sql`null::uuid`
      : sql.join(
          modelIds.map((id) => sql`${id}::uuid`),
          sql`, `,
        )
  const rows = await selectRows<Record<keyof StageTotals, string | number | null>>(
    db,
    sql`with finished as (
        select subject_id, max(id::text) as latest, sum(elapsed_seconds) as elapsed from jobs
        where kind = ${stage} and state in ('done', 'partial') and subject_id is not null
        group by subject_id order by latest desc limit ${newest}
      )
      select count(calls.id) as "calls",
        coalesce(sum(calls.input_tokens), 0) as "inputTokens",
        coalesce(sum(calls.output_tokens), 0) as "outputTokens",
        case when count(*) filter (where calls.id is not null and calls.cost_micro_usd is null) > 0 then null
          else coalesce(sum(calls.cost_micro_usd), 0) end as "microUsd",
        coalesce(sum(calls.latency_ms), 0) / 1000.0 as "callSeconds",
        max(finished.elapsed) as "ownSeconds"
      from finished
        join jobs on jobs.subject_id = finished.subject_id and jobs.kind = ${stage}
        left join model_calls calls on calls.job_id = jobs.id and calls.state = 'settled'
      group by finished.subject_id
      having ${stage === 'sample'} or
        (count(calls.id) > 0 and bool_and(calls.id is null or calls.model_id in (${models})))`,
  )
  return rows.map((row) => ({
    calls: Number(row.calls),
    inputTokens: Number(row.inputTokens),
    outputTokens: Number(row.outputTokens),
    microUsd: row.microUsd === null ? null : Number(row.microUsd),
    callSeconds: Number(row.callSeconds),
    ownSeconds: stage === 'sample' ? Number(row.ownSeconds ?? 0) : 0,
  }))
}
