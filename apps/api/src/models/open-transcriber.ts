/** The transcription endpoint of the environment, with every call in the ledger. */
import { createEndpointLimiter } from '@video2roleplay/llm'
import type { ChatModel } from '@video2roleplay/llm'
import { createTranscriptionModel } from '@video2roleplay/llm/openai'
import { and, eq } from 'drizzle-orm'
import { models } from '../db/schema.js'
import type { JobContext } from '../jobs/job.js'
import { ledgeredModel } from '../ledger/ledgered-model.js'
import type { ModelRow } from './registry.js'

export interface Sound {
  data: Uint8Array
  sha256: string
  seconds: number
}

/** Ours: sound is heavy, and one server hears one thing after another. */
const limiter = createEndpointLimiter({ max: 2 })
const openAiUrl = 'https://api.openai.com/v1'

/** Undefined where none is configured. */
export async function openTranscriber({
  services,
  job,
  epoch,
}: Pick<JobContext, 'services' | 'job' | 'epoch'>): Promise<((sound: Sound) => ChatModel) | undefined> {
  const { env, db } = services
  const { transcribe } = env.evidence
  if (transcribe === undefined || (env.isRehearsal && transcribe.baseUrl === undefined)) return undefined
  const row = await transcriberRow(services, transcribe)
  const baseUrl = transcribe.baseUrl ?? env.baseUrl ?? openAiUrl
  // The key of the environment goes to the endpoint of the environment and nowhere else.
  const isOfEnvironment = baseUrl === (env.baseUrl ?? openAiUrl)
  return (audio) =>
    ledgeredModel({
      db,
      row,
      model: createTranscriptionModel({
        model: transcribe.model,
        baseUrl,
        audio,
        ...(isOfEnvironment && env.apiKey !== undefined ? { apiKey: env.apiKey } : {}),
        // Nothing is heard of a whole answer until it is there.
        deadlines: { totalMs: env.callTotalSeconds * 1000, idleMs: env.callTotalSeconds * 1000 },
      }),
      limiter,
      caller: { projectId: job.projectId, jobId: job.id, epoch, since: job.requestedAt },
      endpoint: new URL(baseUrl).host,
      secrets: env.apiKey === undefined ? [] : [env.apiKey],
      maxCostUsd: env.maxCostUsd,
      callTotalSeconds: env.callTotalSeconds,
    })
}

async function transcriberRow(
  { db }: Pick<JobContext['services'], 'db'>,
  { model, baseUrl = null }: { model: string; baseUrl?: string | null },
): Promise<ModelRow> {
  const name = `${model} (transcription)`
  const isIt = and(eq(models.provider, 'openai-compatible'), eq(models.model, model), eq(models.name, name))
  const find = async () => (await db.select().from(models).where(isIt))[0]
  const known = await find()
  if (known) return known
  await db
    .insert(models)
    .values({
      provider: 'openai-compatible',
      name,
      model,
      baseUrl,
      parameters: {},
      capabilities: { images: false },
      price: null,
    })
    .onConflictDoNothing()
  return (await find())!
}
