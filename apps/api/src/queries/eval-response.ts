/** One question end to end: the video, what the model was shown, what it said, what every judge said. */
import { and, eq } from 'drizzle-orm'
import type { Database } from '../db/database.js'
import { evalRuns, judgements, modelCalls, models, responses } from '../db/schema.js'
import type { EvalResponseView } from '../views/evals.js'
import { selectJudgements } from './judgements.js'
import { loadQuestion } from './questions.js'
import { loadFrames } from './video-page.js'
import { loadVideoCard } from './videos.js'

const judgementsShown = 1_000

export async function loadEvalResponse(
  db: Database,
  where: { runId: string; questionId: string },
): Promise<EvalResponseView | null> {
  const [row] = await db
    .select({
      response: responses,
      run: { id: evalRuns.id, name: evalRuns.name, metricSet: evalRuns.metricSet },
      provider: models.provider,
      contextSent: modelCalls.messages,
    })
    .from(responses)
    .innerJoin(evalRuns, eq(evalRuns.id, responses.runId))
    .innerJoin(models, eq(models.id, evalRuns.responderModelId))
    .leftJoin(modelCalls, eq(modelCalls.id, responses.callId))
    .where(and(eq(responses.runId, where.runId), eq(responses.questionId, where.questionId)))
  const question = await loadQuestion(db, where.questionId)
  if (!row || !question) return null
  const { response, run, provider, contextSent } = row
  const [video, frames, judged] = await Promise.all([
    question.videoId === null ? null : loadVideoCard(db, question.videoId),
    response.sampleId === null || response.grounding !== 'frames' ? [] : loadFrames(db, response.sampleId),
    selectJudgements(db, eq(judgements.responseId, response.id), judgementsShown),
  ])
  return {
    run,
    question,
    video,
    frames,
    contextSent: contextSent ?? null,
    response: {
      id: response.id,
      status: response.status,
      text: response.text,
      reason: response.reason,
      grounding: response.grounding,
      callId: response.callId,
      isRehearsal: provider === 'rehearsal',
    },
    judgements: judged,
  }
}
