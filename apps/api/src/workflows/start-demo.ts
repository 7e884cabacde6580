/** Begins the demo project, once: a second call finds the first one's job. */
import { and, desc, eq } from 'drizzle-orm'
import { jobs } from '../db/schema.js'
import type { Services } from '../services.js'
import { demoProjectName, ensureProject } from './projects.js'

export async function startDemo(services: Services): Promise<{ jobId: string; projectId: string }> {
  return services.db.transaction(async (tx) => {
    const projectId = await ensureProject(tx, demoProjectName, true)
    const [known] = await tx
      .select({ id: jobs.id, state: jobs.state })
      .from(jobs)
      .where(and(eq(jobs.projectId, projectId), eq(jobs.kind, 'demo')))
      .orderBy(desc(jobs.id))
      .limit(1)
    if (known && known.state !== 'failed' && known.state !== 'cancelled') return { jobId: known.id, projectId }
    const jobId = await services.jobs.enqueue(tx, {
      kind: 'demo',
      projectId,
      subjectName: demoProjectName,
      payload: {},
    })
    return { jobId, projectId }
  })
}
