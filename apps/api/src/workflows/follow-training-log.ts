/**
 * Reads a trainer's log into the loss curve of its run: once, or again and again while the file grows. The whole
 * file is read anew at each change, since `trainer_state.json` is rewritten and not appended to; points are upserted
 * by their step, so that reading twice changes nothing.
 */
import { readTrainingLog, type TrainingLog } from '@video2roleplay/curation'
import { eq, sql } from 'drizzle-orm'
import { setTimeout as sleep } from 'node:timers/promises'
import * as z from 'zod'
import { trainingPoints, trainingRuns } from '../db/schema.js'
import { ApiError } from '../errors.js'
import type { JobContext, JobHandler } from '../jobs/job.js'
import { openRegularFile } from '../media/take-in.js'

export const TrainingLogPayload = z.object({
  source: z.union([z.object({ path: z.string() }), z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/) })]),
  /** Goes on reading while the file grows. */
  isFollowed: z.boolean().default(false),
})

const pollMs = 2_000
/** Ours: a trainer that has written nothing for this long has stopped. */
const quietMs = 60 * 60_000
const maxLogBytes = 64 * 1024 ** 2

export const followTrainingLog: JobHandler = async (context) => {
  const runId = context.job.subjectId!
  const { source, isFollowed } = TrainingLogPayload.parse(context.job.payload)
  const path = 'path' in source ? source.path : context.services.storage.pathOf(source.sha256)
  let seen = ''
  let log: TrainingLog | undefined
  for (let changedAt = Date.now(); ;) {
    const { text, stamp } = await readIfChanged(path, seen)
    if (text !== undefined) {
      changedAt = Date.now()
      seen = stamp
      log = readTrainingLog(text)
      await store(context, runId, log, isFollowed)
      context.progress(log.points.at(-1)?.step ?? 0, log.totalSteps, 'reading the log')
    }
    if (!isFollowed || log?.isFinished || Date.now() - changedAt > quietMs) break
    await sleep(pollMs, undefined, { signal: context.signal })
  }
  if (!log || log.points.length === 0)
    throw new ApiError('invalid-input', 'No line of this log tells a loss.', {
      advice: 'Give trainer_state.json, logging.jsonl, trainer_log.jsonl, or what the trainer printed.',
    })
  return context.finish({ state: 'done', result: { points: log.points.length, isFinished: log.isFinished } }, (tx) =>
    endRun(tx, runId, log, isFollowed),
  )
}

async function readIfChanged(path: string, seen: string): Promise<{ text?: string; stamp: string }> {
  const handle = await openRegularFile(path)
  try {
    const { size, mtimeMs } = await handle.stat()
    const stamp = `${size} ${mtimeMs}`
    if (stamp === seen) return { stamp }
    if (size > maxLogBytes) throw new ApiError('too-large', 'The log is larger than 64 MB.')
    return { text: await handle.readFile('utf8'), stamp }
  } finally {
    await handle.close()
  }
}

async function store({ fenced }: JobContext, runId: string, log: TrainingLog, isFollowed: boolean): Promise<void> {
  // One row for a step: its training line and its evaluation line are two.
  const rows = new Map<number, typeof trainingPoints.$inferInsert>()
  for (const { evalLoss, isBroken, ...point } of log.points) {
    const known = rows.get(point.step)
    rows.set(point.step, {
      runId,
      ...point,
      loss: point.loss ?? known?.loss ?? null,
      learningRate: point.learningRate ?? known?.learningRate ?? null,
      gradientNorm: point.gradientNorm ?? known?.gradientNorm ?? null,
      evalLoss: evalLoss ?? known?.evalLoss ?? null,
      isBroken: isBroken || known?.isBroken === true,
    })
  }
  const all = [...rows.values()]
  await fenced(async (tx) => {
    for (let start = 0; start < all.length; start += pointsPerInsert)
      await tx
        .insert(trainingPoints)
        .values(all.slice(start, start + pointsPerInsert))
        .onConflictDoUpdate({
          target: [trainingPoints.runId, trainingPoints.step],
          set: {
            epoch: sql`excluded.epoch`,
            loss: sql`excluded.loss`,
            evalLoss: sql`excluded.eval_loss`,
            learningRate: sql`excluded.learning_rate`,
            gradientNorm: sql`excluded.gradient_norm`,
            isBroken: sql`excluded.is_broken`,
          },
        })
    await tx
      .update(trainingRuns)
      .set({ totalSteps: log.totalSteps, logReadAt: new Date(), ...(isFollowed && { status: 'running' as const }) })
      .where(eq(trainingRuns.id, runId))
  })
}

const pointsPerInsert = 1_000

async function endRun(
  tx: Parameters<Parameters<JobContext['fenced']>[0]>[0],
  runId: string,
  log: TrainingLog,
  isFollowed: boolean,
) {
  const isBroken = log.points.at(-1)?.isBroken === true
  const status = isBroken ? 'failed' : log.isFinished || !isFollowed ? 'complete' : 'failed'
  const statusReason = isBroken
    ? 'The last loss is not a number.'
    : log.isFinished
      ? null
      : isFollowed
        ? 'The log stopped growing before the run was over.'
        : 'The log does not say that the run is over.'
  await tx.update(trainingRuns).set({ status, statusReason }).where(eq(trainingRuns.id, runId))
}
