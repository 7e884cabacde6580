/** The models this house knows. Keys come from the environment only; none is stored or shown. */
import { LayoutName, serveCommand, ServingEngine, type ServeCommand } from '@video2roleplay/inference'
import { ModelCapabilities } from '@video2roleplay/llm'
import { and, asc, eq, isNull } from 'drizzle-orm'
import * as z from 'zod'
import { conversations, evalRuns, models } from '../../db/schema.js'
import { ApiError } from '../../errors.js'
import { loadRoles, toModelView } from '../../queries/models.js'
import type { ModelTest, ModelView } from '../../views/models.js'
import { measureModelLatency } from '../../workflows/measure-model-latency.js'
import { testModel } from '../../workflows/test-model.js'
import { found } from '../found.js'
import { ownerProcedure, router, viewerProcedure } from '../procedures.js'

const ById = z.object({ id: z.uuid() })

export const modelsRouter = router({
  list: viewerProcedure.query(async ({ ctx }): Promise<ModelView[]> => {
    const { services } = ctx
    const [rows, roles] = await Promise.all([
      services.db.select().from(models).orderBy(asc(models.id)),
      loadRoles(services),
    ])
    return rows.map((row) => toModelView(row, roles, services.env.baseUrl))
  }),

  /** A model of the environment's endpoint. Its key goes to that host and to no other. */
  register: ownerProcedure
    .input(
      z.object({
        name: z.string().trim().min(1).max(200),
        model: z.string().trim().min(1).max(200),
        parameters: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
        capabilities: ModelCapabilities.partial().default({}),
        layout: LayoutName.default('openai'),
        frameLabelStyle: z.enum(['Frame-{i}', 'Frame{i}']).default('Frame-{i}'),
        price: z
          .object({
            inputPerMillion: z.number().nonnegative(),
            outputPerMillion: z.number().nonnegative(),
            asOf: z.iso.date(),
          })
          .nullable()
          .default(null),
      }),
    )
    .mutation(async ({ ctx, input }): Promise<ModelView> => {
      const { services } = ctx
      // The natural key has a base URL that is null here, and nulls are all different to an index.
      const [same] = await services.db
        .select({ id: models.id })
        .from(models)
        .where(and(eq(models.name, input.name), eq(models.model, input.model), isNull(models.baseUrl)))
      if (same) throw new ApiError('conflict', `A model called ${input.name} is registered already.`)
      const [row] = await services.db
        .insert(models)
        .values({ ...input, provider: 'openai-compatible', baseUrl: null })
        .returning()
      return toModelView(row!, await loadRoles(services), services.env.baseUrl)
    }),

  /** How to serve a model so that it sees what it saw in training. */
  serveCommand: viewerProcedure
    .input(
      ById.extend({ engine: ServingEngine, frames: z.int().min(0).max(1024).optional(), model: z.string().optional() }),
    )
    .query(async ({ ctx, input }): Promise<ServeCommand> => {
      const { services } = ctx
      const row = await services.models.get(input.id)
      const { contextTokens } = toModelView(row, await loadRoles(services), services.env.baseUrl).capabilities
      return serveCommand({
        engine: input.engine,
        model: input.model ?? row.model,
        servedName: row.model,
        frames: input.frames,
        ...(contextTokens !== null && { contextTokens }),
      })
    }),

  /** Answers with more and more frames, one at a time; every measurement is a call that is paid for. */
  profileLatency: ownerProcedure
    .input(
      z.object({
        modelId: z.uuid(),
        videoId: z.uuid(),
        counts: z.array(z.int().min(0).max(1024)).min(1).max(20),
        repeats: z.int().min(1).max(20).default(3),
        maxTokens: z.int().min(1).max(4096).default(64),
      }),
    )
    .mutation(({ ctx, input, signal }) => measureModelLatency(ctx.services, input, signal)),

  /** One small question, through the ledger like any other. */
  test: ownerProcedure.input(ById).mutation(({ ctx, input }): Promise<ModelTest> => testModel(ctx.services, input.id)),

  remove: ownerProcedure.input(ById).mutation(async ({ ctx, input }): Promise<{ id: string }> => {
    const { db } = ctx.services
    const row = found((await db.select().from(models).where(eq(models.id, input.id)))[0], 'This model')
    const [run] = await db
      .select({ id: evalRuns.id })
      .from(evalRuns)
      .where(eq(evalRuns.responderModelId, row.id))
      .limit(1)
    const [chat] = await db
      .select({ id: conversations.id })
      .from(conversations)
      .where(eq(conversations.responderModelId, row.id))
      .limit(1)
    if (run || chat)
      throw new ApiError('conflict', `${row.name} has results to its name, so it cannot be removed.`, {
        advice: 'Take it out of its roles in the settings instead.',
      })
    await db.delete(models).where(eq(models.id, row.id))
    return { id: row.id }
  }),
})
