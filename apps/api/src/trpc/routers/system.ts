/** The overview, the settings page, and who plays which role. */
import { inArray } from 'drizzle-orm'
import * as z from 'zod'
import { models } from '../../db/schema.js'
import { ApiError } from '../../errors.js'
import { modelRoles } from '../../models/registry.js'
import { loadRoles, toModelView } from '../../queries/models.js'
import { loadOverview } from '../../queries/overview.js'
import type { Overview, SettingsView } from '../../views/system.js'
import { ownerProcedure, router, viewerProcedure } from '../procedures.js'

export const systemRouter = router({
  overview: viewerProcedure
    .input(z.object({ projectId: z.uuid().optional() }).optional())
    .query(({ ctx, input }): Promise<Overview> => loadOverview(ctx.services, input?.projectId)),

  settings: viewerProcedure.query(async ({ ctx }): Promise<SettingsView> => {
    const { env, decoder, embedding } = ctx.services
    const roles = await loadRoles(ctx.services)
    return {
      host: env.host,
      port: env.port,
      dataDir: env.dataDir,
      database: env.databaseUrl === undefined ? 'PGlite in the data folder' : 'PostgreSQL',
      decoder: decoder.info,
      embedder: embedding.view(),
      roles: modelRoles.map((role) => ({
        role,
        models: roles[role].map((row) => toModelView(row, roles, env.baseUrl)),
      })),
      environment: env.described,
      limits: Object.entries(decoder.info.limits).map(([name, value]) => ({ name, value })),
    }
  }),

  setRole: ownerProcedure
    .input(z.object({ role: z.enum(modelRoles), modelIds: z.array(z.uuid()).min(1).max(20) }))
    .mutation(async ({ ctx, input }): Promise<void> => {
      const { services } = ctx
      const known = await services.db.select({ id: models.id }).from(models).where(inArray(models.id, input.modelIds))
      if (known.length < new Set(input.modelIds).size)
        throw new ApiError('not-found', 'One of these models does not exist.')
      await services.models.setRole(input.role, input.modelIds)
    }),
})
