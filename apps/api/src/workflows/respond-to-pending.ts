/** Room 8 for a whole run: each question is put to the responder in the role of its video (§4.2–4.3). */
import { buildRoleProfile, InferenceError, respondOnce, type RoleResponse } from '@video2roleplay/inference'
import { LlmError } from '@video2roleplay/llm'
import { and, asc, eq, inArray } from 'drizzle-orm'
import { judgements, questions, responses } from '../db/schema.js'
import { ApiError } from '../errors.js'
import { toFailure } from '../failure.js'
import type { JobContext } from '../jobs/job.js'
import type { ModelRow } from '../models/registry.js'
import type { RunRow } from './evaluate-run.js'
import { prepareProfile, responseOptionsOf } from './prepare-profile.js'
import { ProfileSettings } from './profile-settings.js'
import { loadRoleMaterial } from './role-material.js'
import { watchedModel, type CallLog } from './watched-model.js'
import { workThrough, type WorkResult } from './work-through.js'

type ResponseRow = typeof responses.$inferSelect

/** This very request can never work; the others may. */
const ofTheRequest = new Set<LlmError['code']>(['context-overflow', 'bad-request', 'answer-too-large', 'unsupported'])

export async function respondToPending(context: JobContext, run: RunRow, calls: CallLog): Promise<WorkResult> {
  const { services, signal } = context
  const pending = await services.db
    .select({ id: responses.id, question: questions.text, videoId: questions.videoId })
    .from(responses)
    .innerJoin(questions, eq(questions.id, responses.questionId))
    .where(and(eq(responses.runId, run.id), inArray(responses.status, ['pending', 'failed'])))
    // Video by video, so that its pictures are read once.
    .orderBy(asc(questions.videoId), asc(questions.index))
  const row = await services.models.get(run.responderModelId)
  const responder = watchedModel(context.openModel(row), calls)
  const settings = ProfileSettings.parse(run.settings)
  const tell = (done: number) => context.progress(done, pending.length, `${row.name} answers`)
  tell(0)
  return workThrough(pending, { concurrency: services.env.concurrency, signal, onDone: tell }, async (unit) => {
    const set = await answer()
    await context.fenced(async (tx) => {
      await tx.update(responses).set(set).where(eq(responses.id, unit.id))
      // What was skipped because there was no answer can be judged now.
      await tx
        .update(judgements)
        .set({ status: 'pending', reason: null, settledAt: null })
        .where(and(eq(judgements.responseId, unit.id), eq(judgements.status, 'skipped')))
    })

    async function answer(): Promise<Partial<ResponseRow>> {
      try {
        const { profile, sampleId } = await profileFor(context, unit.videoId, settings, row)
        const input = { profile, question: unit.question }
        const response = await respondOnce(input, responder, { ...responseOptionsOf(row, settings), signal })
        return { ...answered(response), sampleId }
      } catch (error) {
        const isOurs = error instanceof InferenceError || (error instanceof ApiError && error.code === 'not-found')
        if (!isOurs && !(error instanceof LlmError && ofTheRequest.has(error.code))) throw error
        const { code, message } = toFailure(error)
        return { status: 'failed', reason: `${code}: ${message}` }
      }
    }
  })
}

/** Nothing of the profile may be missing in silence: a run measures what it says it measures. */
async function profileFor(context: JobContext, videoId: string | null, settings: ProfileSettings, row: ModelRow) {
  if (videoId === null)
    return { profile: buildRoleProfile({ frames: [], dynamicProfile: 'text', context: 'none' }), sampleId: null }
  const material = await loadRoleMaterial(context.services, videoId)
  const { profile, missing } = prepareProfile(material, settings, row)
  if (missing.length > 0) throw new InferenceError('missing-context', missing.join(' '))
  return { profile, sampleId: material.sampleId }
}

function answered({ text, outcome, grounding, reply }: RoleResponse): Partial<ResponseRow> {
  const isRefusal = outcome === 'refused' || outcome === 'filtered'
  return {
    status: isRefusal ? 'refused' : outcome,
    text: text || null,
    reason: outcome === 'filtered' ? 'content filter' : null,
    grounding,
    callId: reply.callId,
  }
}
