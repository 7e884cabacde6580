/**
 * Training runs (R41, R42): registered against a data set version, fed from the trainer's log, and ended by the
 * model that came of them, which is registered with the frame labels it was trained on, so that serving matches.
 */
import { LayoutName } from '@video2roleplay/inference'
import { and, eq, isNull } from 'drizzle-orm'
import * as z from 'zod'
import { dataSets, dataSetVersions, exports as exportRows, models, trainingRuns } from '../db/schema.js'
import { ApiError } from '../errors.js'
import type { Services } from '../services.js'
import { TrainingLogPayload } from './follow-training-log.js'
import { ExportSettingsInput } from './start-export.js'

export const NewTrainingRun = z.object({
  versionId: z.uuid(),
  /** The very file; its label style is then the run's. */
  exportId: z.uuid().optional(),
  name: z.string().trim().min(1).max(200),
  trainer: z.enum(['internvl', 'ms-swift', 'llama-factory', 'other']),
  frameLabelStyle: z.enum(['Frame-{i}', 'Frame{i}']).optional(),
  facts: z
    .record(z.string().min(1).max(100), z.union([z.string().max(500), z.number()]))
    .refine((facts) => Object.keys(facts).length <= 50)
    .default({}),
})
export type NewTrainingRun = z.output<typeof NewTrainingRun>

export async function registerTrainingRun({ db }: Services, input: NewTrainingRun): Promise<string> {
  const [version] = await db
    .select({ projectId: dataSets.projectId })
    .from(dataSetVersions)
    .innerJoin(dataSets, eq(dataSets.id, dataSetVersions.dataSetId))
    .where(and(eq(dataSetVersions.id, input.versionId), eq(dataSetVersions.status, 'ready')))
  if (!version) throw new ApiError('not-found', 'This data set version does not exist.')
  const frameLabelStyle = await labelStyleOf(db, input)
  const [run] = await db
    .insert(trainingRuns)
    .values({ ...input, frameLabelStyle, projectId: version.projectId, status: 'registered' })
    .returning({ id: trainingRuns.id })
  return run!.id
}

/** LLaMA-Factory writes its own labels, `Frame1: `, whatever an export says. */
async function labelStyleOf(db: Services['db'], input: NewTrainingRun): Promise<'Frame-{i}' | 'Frame{i}'> {
  if (input.trainer === 'llama-factory') return 'Frame{i}'
  if (input.frameLabelStyle) return input.frameLabelStyle
  if (input.exportId === undefined) return 'Frame-{i}'
  const [file] = await db
    .select({ settings: exportRows.settings })
    .from(exportRows)
    .where(and(eq(exportRows.id, input.exportId), eq(exportRows.versionId, input.versionId)))
  if (!file) throw new ApiError('not-found', 'This export is not one of this version.')
  return ExportSettingsInput.parse(file.settings).labelStyle
}

export const ReadLog = z.union([
  z.object({ runId: z.uuid(), text: z.string().min(1).max(900_000) }),
  z.object({ runId: z.uuid(), path: z.string().min(1).max(4_096), isFollowed: z.boolean().default(false) }),
])
export type ReadLog = z.output<typeof ReadLog>

export async function readLog(services: Services, input: ReadLog): Promise<{ jobId: string }> {
  const source =
    'text' in input
      ? { sha256: (await services.storage.put(Buffer.from(input.text), 'text/plain')).sha256 }
      : { path: input.path }
  const payload = TrainingLogPayload.parse({ source, isFollowed: 'path' in input && input.isFollowed })
  return services.db.transaction(async (tx) => {
    const [run] = await tx.select().from(trainingRuns).where(eq(trainingRuns.id, input.runId))
    if (!run) throw new ApiError('not-found', 'This training run does not exist.')
    if ('path' in input) await tx.update(trainingRuns).set({ logPath: input.path }).where(eq(trainingRuns.id, run.id))
    const jobId = await services.jobs.enqueue(tx, {
      kind: 'training-log',
      projectId: run.projectId,
      subjectId: run.id,
      subjectName: run.name,
      payload,
    })
    return { jobId }
  })
}

export const TrainedModel = z.object({
  runId: z.uuid(),
  name: z.string().trim().min(1).max(200),
  /** Its name at the endpoint that serves it. */
  model: z.string().trim().min(1).max(200),
  /** How that server wants frames in the prompt. */
  layout: LayoutName,
})
export type TrainedModel = z.output<typeof TrainedModel>

/** Registers what a run made. @throws ApiError `conflict` where its layout writes another prompt than was trained on. */
export async function registerTrainedModel({ db }: Services, input: TrainedModel): Promise<string> {
  const [run] = await db.select().from(trainingRuns).where(eq(trainingRuns.id, input.runId))
  if (!run) throw new ApiError('not-found', 'This training run does not exist.')
  // ms-swift's trainer ends each frame with a line of its own; every other one trains with the line that we wrote.
  const isSwift = run.trainer === 'ms-swift'
  if (run.trainer !== 'other' && isSwift !== (input.layout === 'ms-swift'))
    throw new ApiError('conflict', `The layout ${input.layout} writes another prompt than ${run.trainer} trained on.`, {
      advice: isSwift ? 'Choose the layout ms-swift.' : 'Choose vllm, lmdeploy or openai, as your server wants it.',
    })
  return db.transaction(async (tx) => {
    const [same] = await tx
      .select({ id: models.id })
      .from(models)
      .where(and(eq(models.name, input.name), eq(models.model, input.model), isNull(models.baseUrl)))
    if (same) throw new ApiError('conflict', `A model called ${input.name} is registered already.`)
    const [model] = await tx
      .insert(models)
      .values({
        name: input.name,
        model: input.model,
        layout: input.layout,
        frameLabelStyle: run.frameLabelStyle,
        provider: 'openai-compatible',
        baseUrl: null,
        parameters: {},
        capabilities: { images: true },
        price: null,
      })
      .returning({ id: models.id })
    await tx.update(trainingRuns).set({ modelId: model!.id }).where(eq(trainingRuns.id, run.id))
    return model!.id
  })
}
