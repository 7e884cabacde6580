/**
 * Calls that were left for a batch: sends them, asks how they are, settles what comes back, and wakes the jobs that
 * wait. Every step starts from rows, so that a process may die between any two of them:
 *
 * pending (`reserved`, no batch) → in a batch that is being submitted → in one that runs → settled, or failed and so
 * pending again. A batch whose process died while it submitted is looked for at the provider by its mark.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import type { ChatMessage, ImageInput } from '@video2roleplay/llm'
import { batchLimits, batchLine, readBatchLine, unansweredInBatch, type BatchStatus } from '@video2roleplay/llm/openai'
import { and, asc, eq, inArray, isNull, max, notExists, sql } from 'drizzle-orm'
import { jobs, modelBatches, modelCalls } from '../db/schema.js'
import { toFailure } from '../failure.js'
import { settleAnswer, settleError } from '../ledger/settle.js'
import type { Services } from '../services.js'

type BatchRow = typeof modelBatches.$inferSelect
type CallRow = typeof modelCalls.$inferSelect

export interface BatchPace {
  /** Between two looks. */
  everySeconds: number
  /** A batch is sent once no call has joined it for this long. */
  lingerSeconds: number
}

/** Ours: a batch may take a day, so half a minute is soon enough. */
const usualPace: BatchPace = { everySeconds: 30, lingerSeconds: 15 }
/** Ours, below the provider's limit: what one process holds in memory. */
const mostBytes = Math.min(batchLimits.bytes, 50_000_000)
/** A batch that is still being submitted after this long has lost its process. */
const lostAfterMinutes = 10

export function startBatches(services: Services, pace = usualPace): { stop(): Promise<void> } {
  const stopping = new AbortController()
  const running = (async () => {
    while (!stopping.signal.aborted) {
      try {
        await tickBatches(services, pace)
      } catch (error) {
        services.log.warn({ error }, 'batches could not be looked after')
      }
      await sleep(pace.everySeconds * 1000, undefined, { ref: false, signal: stopping.signal }).catch(() => undefined)
    }
  })()
  return {
    async stop() {
      stopping.abort()
      await running
    },
  }
}

/** One round; safe in several processes at once. */
export async function tickBatches(services: Services, pace = usualPace): Promise<void> {
  await sendPending(services, pace)
  await recoverLost(services)
  for (const batch of await services.db.select().from(modelBatches).where(eq(modelBatches.state, 'running')))
    await look(services, batch)
  await wakeWaiting(services)
}

async function sendPending(services: Services, pace: BatchPace): Promise<void> {
  const pending = await services.db
    .select({ modelId: modelCalls.modelId, newest: max(modelCalls.createdAt) })
    .from(modelCalls)
    .where(isPending)
    .groupBy(modelCalls.modelId)
    .having(sql`max(${modelCalls.createdAt}) < now() - make_interval(secs => ${pace.lingerSeconds})
      or count(*) >= ${batchLimits.requests}`)
  for (const { modelId } of pending) if (modelId !== null) await sendOne(services, modelId)
}

const isPending = and(eq(modelCalls.state, 'reserved'), eq(modelCalls.transport, 'batch'), isNull(modelCalls.batchId))

async function sendOne(services: Services, modelId: string): Promise<void> {
  const { db } = services
  const taken = await db.transaction(async (tx) => {
    const calls = await tx
      .select()
      .from(modelCalls)
      .where(and(isPending, eq(modelCalls.modelId, modelId)))
      .orderBy(asc(modelCalls.id))
      .limit(batchLimits.requests)
      .for('update', { skipLocked: true })
    if (calls.length === 0) return null
    const [batch] = await tx
      .insert(modelBatches)
      .values({ modelId, state: 'submitting', calls: calls.length })
      .returning()
    if (batch === undefined) throw new Error('The batch was not stored.')
    await tx
      .update(modelCalls)
      .set({ batchId: batch.id })
      .where(
        inArray(
          modelCalls.id,
          calls.map(({ id }) => id),
        ),
      )
    return { batch, calls }
  })
  if (taken === null) return
  const { batch, calls } = taken
  try {
    const row = await services.models.get(modelId)
    const lines: string[] = []
    let bytes = 0
    for (const call of calls) {
      const line = await lineOf(services, row.model, call)
      bytes += Buffer.byteLength(line)
      if (bytes > mostBytes && lines.length > 0) break
      lines.push(line)
    }
    const left = calls.slice(lines.length).map(({ id }) => id)
    if (left.length > 0) await db.update(modelCalls).set({ batchId: null }).where(inArray(modelCalls.id, left))
    const status = await services.models.openBatch(row).submit(lines, batch.id)
    await markRunning(services, batch, status, lines.length)
  } catch (error) {
    await giveUp(services, batch, toFailure(error).message)
  }
}

async function lineOf({ storage }: Services, model: string, call: CallRow): Promise<string> {
  const stored = call.messages as StoredMessage[]
  const messages = await Promise.all(
    stored.map(async ({ role, content }): Promise<ChatMessage> => {
      if (typeof content === 'string') return { role, content }
      const parts = content.map(async (part) => {
        if (part.type === 'text') return part
        const { type, ...image } = part
        return { type, image: { ...image, data: await storage.read(image.sha256) } }
      })
      return { role, content: await Promise.all(parts) }
    }),
  )
  return batchLine({ id: call.id, model, messages, parameters: call.effectiveParameters ?? {} })
}

interface StoredMessage {
  role: ChatMessage['role']
  content: string | ({ type: 'text'; text: string } | ({ type: 'image' } & Omit<ImageInput, 'data'>))[]
}

async function markRunning({ db }: Services, batch: BatchRow, status: BatchStatus, calls = batch.calls): Promise<void> {
  await db
    .update(modelBatches)
    .set({ state: 'running', calls, remoteId: status.remoteId, remoteStatus: status.status, submittedAt: sql`now()` })
    .where(eq(modelBatches.id, batch.id))
}

/** Nothing was sent, so its calls are pending again. */
async function giveUp({ db }: Services, batch: BatchRow, why: string): Promise<void> {
  await db.transaction(async (tx) => {
    await tx
      .update(modelCalls)
      .set({ batchId: null })
      .where(and(eq(modelCalls.batchId, batch.id), eq(modelCalls.state, 'reserved')))
    await tx
      .update(modelBatches)
      .set({ state: 'failed', errorMessage: why, finishedAt: sql`now()` })
      .where(eq(modelBatches.id, batch.id))
  })
}

async function recoverLost(services: Services): Promise<void> {
  const lost = await services.db
    .select()
    .from(modelBatches)
    .where(
      and(
        eq(modelBatches.state, 'submitting'),
        sql`${modelBatches.createdAt} < now() - make_interval(mins => ${lostAfterMinutes})`,
      ),
    )
  for (const batch of lost) {
    const status = await services.models.openBatch(await services.models.get(batch.modelId)).find(batch.id)
    if (status === null) await giveUp(services, batch, 'The process that submitted it went away.')
    else await markRunning(services, batch, status)
  }
}

async function look(services: Services, batch: BatchRow): Promise<void> {
  const row = await services.models.get(batch.modelId)
  const client = services.models.openBatch(row)
  const status = await client.poll(batch.remoteId ?? '')
  if (!status.isOver) {
    await services.db.update(modelBatches).set({ remoteStatus: status.status }).where(eq(modelBatches.id, batch.id))
    return
  }
  const results = new Map(
    (await client.collect(status)).flatMap((line) => {
      const result = readBatchLine(line)
      return result === null ? [] : [[result.id, result] as const]
    }),
  )
  const { db } = services
  const secrets = services.env.apiKey === undefined ? [] : [services.env.apiKey]
  const calls = await db.select().from(modelCalls).where(eq(modelCalls.batchId, batch.id))
  let answered = 0
  for (const call of calls) {
    if (call.state !== 'reserved') continue
    const ledgered = { db, id: call.id, row, secrets, isBatch: true }
    const result = results.get(call.id)
    if (result?.status === 'answered') {
      answered++
      await settleAnswer(ledgered, {
        ...result.answer,
        requestedParameters: call.requestedParameters,
        effectiveParameters: call.effectiveParameters ?? {},
        droppedParameters: call.droppedParameters ?? [],
        latencyMs: Date.now() - call.createdAt.getTime(),
        firstTokenMs: null,
        isRehearsal: false,
      })
    } else await settleError(ledgered, result?.error ?? unansweredInBatch(status.status), '')
  }
  await db
    .update(modelBatches)
    .set({
      state: 'collected',
      remoteStatus: status.status,
      answered,
      returned: calls.length - answered,
      errorMessage: status.problem,
      finishedAt: sql`now()`,
    })
    .where(eq(modelBatches.id, batch.id))
}

/** Jobs that left calls for a batch go on once none of these is open. */
async function wakeWaiting({ db, jobs: queue }: Services): Promise<void> {
  const open = db
    .select({ one: sql`1` })
    .from(modelCalls)
    .where(and(eq(modelCalls.jobId, jobs.id), eq(modelCalls.state, 'reserved'), eq(modelCalls.transport, 'batch')))
  const ready = await db
    .select({ id: jobs.id })
    .from(jobs)
    .where(and(eq(jobs.state, 'waiting'), eq(jobs.errorCode, 'in-batch'), notExists(open)))
  for (const { id } of ready) await queue.wake(id)
}
