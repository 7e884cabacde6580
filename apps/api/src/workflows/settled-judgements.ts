/** Judgements on their way into their rows, many in one statement: a run has thousands. */
import type { Judgement } from '@video2roleplay/eval'
import { cleanText } from '@video2roleplay/llm'
import { sql } from 'drizzle-orm'
import type { JobContext } from '../jobs/job.js'

/** One settled row, as `jsonb_to_recordset` reads it. */
export interface SettledRow {
  id: string
  status: 'scored' | 'unscored' | 'skipped' | 'error'
  score: number | null
  reason: string | null
  rationale: string | null
  evidence: string[] | null
  evidence_kind: string | null
  parse_path: string | null
  call_ids: string[] | null
}

export function blankRow(id: string): Omit<SettledRow, 'status'> {
  return {
    id,
    score: null,
    reason: null,
    rationale: null,
    evidence: null,
    evidence_kind: null,
    parse_path: null,
    call_ids: null,
  }
}

export function settledRow(id: string, judgement: Judgement): SettledRow {
  const row = { ...blankRow(id), evidence_kind: judgement.evidenceKind }
  switch (judgement.status) {
    case 'scored': {
      const { score, rationale, evidence, parsePath, callIds } = judgement
      const words = { rationale: cleanText(rationale), evidence: evidence.map((one) => cleanText(one)) }
      return { ...row, ...words, status: 'scored', score, parse_path: parsePath, call_ids: callIds }
    }
    case 'unscored':
      return { ...row, status: 'unscored', reason: judgement.reason, call_ids: judgement.callIds }
    case 'skipped':
      return { ...row, status: 'skipped', reason: judgement.reason }
  }
}

/** Only rows that are still open: a settled judgement is never written over. */
export async function writeSettled(context: JobContext, rows: SettledRow[]): Promise<void> {
  if (rows.length === 0) return
  await context.fenced((tx) =>
    tx.execute(sql`update judgements set
        status = settled.status, score = settled.score, reason = settled.reason, rationale = settled.rationale,
        evidence = settled.evidence, evidence_kind = settled.evidence_kind, parse_path = settled.parse_path,
        call_ids = settled.call_ids, settled_at = case when settled.status = 'error' then null else now() end
      from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as settled (
        id uuid, status text, score float8, reason text, rationale text, evidence jsonb, evidence_kind text,
        parse_path text, call_ids jsonb)
      where judgements.id = settled.id and judgements.status in ('pending', 'error')`),
  )
}
