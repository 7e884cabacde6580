/**
 * The demo project: real footage through the real walk, so that every screen has something to show. With the
 * rehearsal model all of it is labelled so; with real models it is a small real run. Begun again, it does the rest.
 */
import { and, eq } from 'drizzle-orm'
import { conversations, evalRuns, questionSets } from '../../db/schema.js'
import type { JobContext, JobHandler } from '../../jobs/job.js'
import { createVersion } from '../create-version.js'
import { questionSetFromDialogues } from '../question-sets.js'
import { sendMessage } from '../send-message.js'
import { startConversation } from '../start-conversation.js'
import { NewEvaluation, startEvaluation } from '../start-evaluation.js'
import { startExport } from '../start-export.js'
import { ensureDataSet } from '../start-version.js'
import { VersionSettings } from '../versions/settings.js'
import { importDemoVideos } from './demo-videos.js'
import { waitForJobs } from './wait-for-jobs.js'

const questionSetName = 'Demo questions'
const dataSetName = 'Demo dialogues'
const questionsPerVideo = 2
const firstQuestion = 'What are you up to right now?'

export const makeDemo: JobHandler = async (context) => {
  const { projectId } = context.job
  const tell = (done: number, label: string) => context.progress(done, 5, label)
  tell(0, 'bringing in two videos')
  const videoIds = await importDemoVideos(context, projectId)
  tell(1, 'frames, captions and dialogues')
  await waitForJobs(context, videoIds)
  tell(2, 'asking questions and judging the answers')
  await waitForJobs(context, await demoRuns(context, videoIds))
  tell(3, 'writing training data')
  await waitForJobs(context, await demoExports(context))
  tell(4, 'saying hello')
  await demoConversation(context, videoIds[0]!)
  tell(5, 'done')
  return { state: 'done', result: { projectId, videos: videoIds.length } }
}

/** Seven metrics for the leaderboard and eight for the ablations; the seven they share are asked once. */
async function demoRuns(context: JobContext, videoIds: string[]): Promise<string[]> {
  const { services, job } = context
  const questionSetId = await demoQuestions(context, videoIds)
  const known = await services.db
    .select({ id: evalRuns.id })
    .from(evalRuns)
    .where(and(eq(evalRuns.projectId, job.projectId), eq(evalRuns.questionSetId, questionSetId)))
  if (known.length > 0) return known.map(({ id }) => id)
  const runIds: string[] = []
  for (const [metricSet, name] of [
    ['main7', 'Demo, seven metrics'],
    ['ablation8', 'Demo, eight metrics'],
  ] as const) {
    const plan = NewEvaluation.parse({ questionSetId, metricSet, name, rounds: 1 })
    runIds.push(...(await startEvaluation(services, plan)).runIds)
  }
  return runIds
}

async function demoQuestions({ services, job }: JobContext, videoIds: string[]): Promise<string> {
  const { projectId } = job
  const [known] = await services.db
    .select({ id: questionSets.id })
    .from(questionSets)
    .where(and(eq(questionSets.projectId, projectId), eq(questionSets.name, questionSetName)))
  if (known) return known.id
  const wanted = { name: questionSetName, videoIds, projectId, perVideo: questionsPerVideo }
  return (await questionSetFromDialogues(services, wanted)).id
}

async function demoExports(context: JobContext): Promise<string[]> {
  const { services, job } = context
  const dataSetId = await context.fenced((tx) => ensureDataSet(tx, job.projectId, dataSetName))
  // Its own steps are what the demo's progress counts.
  const maker = { ...context, progress: () => undefined }
  const { versionId } = await createVersion(maker, dataSetId, VersionSettings.parse({ heldout: 0 }))
  const exportIds: string[] = []
  for (const format of ['internvl', 'openai'] as const)
    exportIds.push((await startExport(services, { versionId, format }, null)).id)
  return exportIds
}

async function demoConversation(context: JobContext, videoId: string): Promise<void> {
  const { services, signal } = context
  const [known] = await services.db
    .select({ id: conversations.id })
    .from(conversations)
    .where(eq(conversations.videoId, videoId))
    .limit(1)
  if (known) return
  const conversationId = await startConversation(services, { videoId })
  // The answer is stored as it arrives; the demo has no reader.
  for await (const piece of await sendMessage(services, { conversationId, text: firstQuestion }, signal))
    if (piece.type === 'failed') context.warn(piece.failure.code, piece.failure.message)
}
