/** One run and one job for each responder. What a run will do is fixed here, before anything is paid for. */
import { estimateCalls, metricSets, MetricSetId } from '@video2roleplay/eval'
import { eq, inArray, sql } from 'drizzle-orm'
import * as z from 'zod'
import { evalRuns, models, questions, questionSets } from '../db/schema.js'
import { ApiError } from '../errors.js'
import type { Services } from '../services.js'
import type { EvalEstimate } from '../views/evals.js'
import { defaultProfileSettings, ProfileSettings } from './profile-settings.js'

export const NewEvaluation = z.object({
  name: z.string().trim().min(1).max(200).optional(),
  questionSetId: z.uuid(),
  /** The responder of the settings where none is named. */
  responderModelIds: z.array(z.uuid()).max(50).default([]),
  judgeModelIds: z.array(z.uuid()).min(1).max(10).optional(),
  metricSet: MetricSetId.default('main7'),
  rounds: z.int().min(1).max(10).default(3),
  settings: ProfileSettings.optional(),
})
export type NewEvaluation = z.output<typeof NewEvaluation>

export async function startEvaluation(
  services: Services,
  input: NewEvaluation,
): Promise<{ runIds: string[]; jobIds: string[] }> {
  const { set, responderIds, judgeIds, modelRows, questionCount } = await resolvePlan(services, input)
  if (questionCount === 0) throw new ApiError('invalid-input', `The question set ${set.name} holds no questions.`)
  return services.db.transaction(async (tx) => {
    const runIds: string[] = []
    const jobIds: string[] = []
    // What was measured must stay what was asked: from here on the set can only be versioned (R09).
    await tx.update(questionSets).set({ isFrozen: true }).where(eq(questionSets.id, set.id))
    for (const responderId of responderIds) {
      const responder = modelRows.get(responderId)!
      const name = input.name ?? `${responder.name} on ${set.name}`
      const [run] = await tx
        .insert(evalRuns)
        .values({
          projectId: set.projectId,
          name,
          questionSetId: set.id,
          responderModelId: responderId,
          judgeModelIds: judgeIds,
          metricSet: input.metricSet,
          rounds: input.rounds,
          settings: { ...(input.settings ?? defaultProfileSettings) },
          status: 'queued',
          isRehearsal: [responderId, ...judgeIds].some((id) => modelRows.get(id)!.provider === 'rehearsal'),
        })
        .returning({ id: evalRuns.id })
      runIds.push(run!.id)
      jobIds.push(
        await services.jobs.enqueue(tx, {
          kind: 'evaluate',
          projectId: set.projectId,
          subjectId: run!.id,
          subjectName: name,
          payload: {},
        }),
      )
    }
    return { runIds, jobIds }
  })
}

export async function estimateEvaluation(services: Services, input: NewEvaluation): Promise<EvalEstimate> {
  const { responderIds, judgeIds, questionCount } = await resolvePlan(services, input)
  const metrics = metricSets[input.metricSet].metrics.length
  const { responderCalls, judgeCalls, mostJudgeCalls } = estimateCalls({
    questions: questionCount,
    metrics,
    judges: judgeIds.length,
    rounds: input.rounds,
    models: responderIds.length,
  })
  return {
    questions: questionCount,
    responders: responderIds.length,
    judges: judgeIds.length,
    rounds: input.rounds,
    metrics,
    responses: responderCalls,
    judgements: judgeCalls,
    calls: responderCalls + judgeCalls,
    mostCalls: responderCalls + mostJudgeCalls,
  }
}

async function resolvePlan(services: Services, input: NewEvaluation) {
  const { db } = services
  const [set] = await db.select().from(questionSets).where(eq(questionSets.id, input.questionSetId))
  if (!set) throw new ApiError('not-found', 'This question set does not exist.')
  const unique = (ids: string[]) => [...new Set(ids)]
  const responderIds =
    input.responderModelIds.length > 0
      ? unique(input.responderModelIds)
      : [(await services.models.forRole('responder'))[0].id]
  const judgeIds = unique(input.judgeModelIds ?? (await services.models.forRole('judge')).map(({ id }) => id))
  const wanted = unique([...responderIds, ...judgeIds])
  const rows = await db.select().from(models).where(inArray(models.id, wanted))
  const modelRows = new Map(rows.map((row) => [row.id, row]))
  const missing = wanted.find((id) => !modelRows.has(id))
  if (missing) throw new ApiError('not-found', `No model has the id ${missing}.`)
  const [counted] = await db
    .select({ count: sql<number>`count(*)`.mapWith(Number) })
    .from(questions)
    .where(eq(questions.questionSetId, set.id))
  return { set, responderIds, judgeIds, modelRows, questionCount: counted!.count }
}
