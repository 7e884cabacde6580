/** Projects, and the demo that is offered while there is no video. */
import { asc, eq, sql } from 'drizzle-orm'
import * as z from 'zod'
import { projects, videos } from '../../db/schema.js'
import type { ProjectView } from '../../views/system.js'
import { ensureProject } from '../../workflows/projects.js'
import { startDemo } from '../../workflows/start-demo.js'
import { editorProcedure, router, viewerProcedure } from '../procedures.js'

export const projectsRouter = router({
  list: viewerProcedure.query(async ({ ctx }): Promise<ProjectView[]> => {
    const counts = ctx.services.db
      .select({ videos: sql<number>`count(*)`.mapWith(Number).as('videos') })
      .from(videos)
      .where(eq(videos.projectId, projects.id))
      .as('counts')
    const rows = await ctx.services.db
      .select({ project: projects, videos: counts.videos })
      .from(projects)
      .leftJoinLateral(counts, sql`true`)
      .orderBy(asc(projects.id))
    return rows.map(({ project, videos: count }) => ({
      ...project,
      videos: count ?? 0,
      createdAt: project.createdAt.toISOString(),
    }))
  }),

  create: editorProcedure
    .input(z.object({ name: z.string().trim().min(1).max(200) }))
    .mutation(async ({ ctx, input }) => ({ id: await ensureProject(ctx.services.db, input.name, false) })),

  startDemo: editorProcedure.mutation(({ ctx }): Promise<{ jobId: string; projectId: string }> =>
    startDemo(ctx.services),
  ),
})
