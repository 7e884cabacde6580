/** What a run will do, row by row, before anything is paid for. Written again it changes nothing. */
import { judgePrompts, metricSets } from '@video2roleplay/eval'
import { asc, eq, sql } from 'drizzle-orm'
import { v7 } from 'uuid'
import { questions, responses } from '../db/schema.js'
import type { JobContext } from '../jobs/job.js'
import type { RunRow } from './evaluate-run.js'

const rowsPerInsert = 5_000

export async function writeManifest(context: JobContext, run: RunRow): Promise<void> {
  const asked = await context.services.db
    .select({ id: questions.id })
    .from(questions)
    .where(eq(questions.questionSetId, run.questionSetId))
    .orderBy(asc(questions.index))
  await context.fenced(async (tx) => {
    const planned = asked.map(({ id }) => ({ id: v7(), question_id: id }))
    await tx.execute(sql`insert into responses (id, run_id, question_id, status)
      select id, ${run.id}, question_id, 'pending'
      from jsonb_to_recordset(${JSON.stringify(planned)}::text::jsonb) as planned (id uuid, question_id uuid)
      on conflict do nothing`)
    const answers = await tx
      .select({ id: responses.id })
      .from(responses)
      .where(eq(responses.runId, run.id))
      .orderBy(asc(responses.id))
    const rows = metricSets[run.metricSet].metrics.flatMap((metric) =>
      answers.flatMap((answer) =>
        run.judgeModelIds.flatMap((judge) =>
          Array.from({ length: run.rounds }, (_, index) => ({
            id: v7(),
            response_id: answer.id,
            metric,
            prompt_id: judgePrompts[metric].id,
            judge_model_id: judge,
            round: index + 1,
          })),
        ),
      ),
    )
    // Thousands of rows in one statement each: drizzle would build them value by value.
    for (let start = 0; start < rows.length; start += rowsPerInsert)
      await tx.execute(sql`insert into judgements (id, run_id, response_id, metric, prompt_id, judge_model_id, round, status)
        select id, ${run.id}, response_id, metric, prompt_id, judge_model_id, round, 'pending'
        from jsonb_to_recordset(${JSON.stringify(rows.slice(start, start + rowsPerInsert))}::text::jsonb)
          as planned (id uuid, response_id uuid, metric text, prompt_id text, judge_model_id uuid, round smallint)
        on conflict do nothing`)
  })
}
