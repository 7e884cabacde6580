import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { onPostgres } from '../../test/databases.js'
import { startTestServices } from '../../test/services.js'
import { startPostgres, type ThrowawayPostgres } from '../../test/throwaway-postgres.js'
import { until } from '../../test/until.js'
import type { Services } from '../services.js'
import { jobs, projects } from './schema.js'
import { isDatabaseUnavailable } from './unavailable.js'

onPostgres('a database that restarts', () => {
  let server: ThrowawayPostgres
  let services: Services
  beforeAll(async () => {
    server = await startPostgres()
    services = await startTestServices({
      database: 'postgres',
      env: { DATABASE_URL: server.url },
      handlers: { export: async () => ({ state: 'done' }) },
    })
  })
  afterAll(async () => {
    await services.close()
    await server.stop()
  })

  async function enqueue(): Promise<string> {
    return services.db.transaction(async (tx) => {
      const [project] = await tx
        .insert(projects)
        .values({ name: String(Math.random()) })
        .returning()
      return services.jobs.enqueue(tx, { kind: 'export', projectId: project!.id, payload: {} })
    })
  }
  const isDone = async (id: string) => {
    const [job] = await services.db.select().from(jobs).where(eq(jobs.id, id))
    return job?.state === 'done'
  }

  test('takes no process with it, and the queue goes on', async () => {
    const before = await enqueue()
    await until(() => isDone(before))
    const failures: unknown[] = []
    const asking = until(async () => {
      try {
        await services.database.ping()
        return failures.length > 0
      } catch (error) {
        failures.push(error)
        return false
      }
    })
    await server.restart()
    await asking
    expect(failures.every(isDatabaseUnavailable)).toBe(true)
    const after = await enqueue()
    await until(() => isDone(after))
  })
})
