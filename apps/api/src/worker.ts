/** A process that only does jobs: any number of them, on any machines that share the database and the files. */
import type { Env } from './env.js'
import { ApiError } from './errors.js'
import type { RunningProcess } from './main.js'
import { startBatches } from './planner/batches.js'
import { createServices } from './services.js'
import { jobHandlers } from './workflows/handlers.js'

/** @throws ApiError `bad-setting` */
export async function work(env: Env): Promise<RunningProcess> {
  if (env.databaseUrl === undefined)
    throw new ApiError(
      'bad-setting',
      'A worker of its own needs PostgreSQL: the embedded database belongs to the process that serves.',
      {
        advice: 'Set DATABASE_URL, or just start the server, which works on jobs itself.',
      },
    )
  const services = await createServices(env)
  await services.jobs.start(jobHandlers)
  const { name, version } = services.decoder.info
  process.stdout.write(`A worker is ready · ${services.database.label} · decoder ${name} ${version}\n`)
  const batches = startBatches(services)
  return {
    async close() {
      await batches.stop()
      await services.close()
    },
  }
}
