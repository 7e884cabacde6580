/** API, dashboard and, unless told otherwise, workers in one process. */
import type { Env } from './env.js'
import type { RunningProcess } from './main.js'
import { createServices, type Services } from './services.js'
import { startBatches } from './planner/batches.js'
import { startServer } from './server.js'
import { jobHandlers } from './workflows/handlers.js'
import { importPaths } from './workflows/import-paths.js'
import { registerPrompts } from './workflows/register-prompts.js'
import { writeReferenceRows } from './workflows/reference-rows.js'

export async function serve(env: Env, paths: string[]): Promise<RunningProcess> {
  const services = await createServices(env)
  try {
    await registerPrompts(services.db)
    await writeReferenceRows(services.db)
    const batches = startBatches(services)
    // Nobody else can work on a database that only this process may open.
    if (env.serveWorkers || services.database.kind === 'pglite') await services.jobs.start(jobHandlers)
    const server = await startServer(services)
    process.stdout.write(`${startLine(services, server.url)}\n`)
    if (paths.length > 0) await importAll(services, paths)
    return {
      async close() {
        await server.close()
        await batches.stop()
        await services.close()
      },
    }
  } catch (error) {
    await services.close()
    throw error
  }
}

function startLine({ database, decoder, models }: Services, url: string): string {
  const mode = models.isRehearsal
    ? 'REHEARSAL (no model is asked; set OPENAI_API_KEY or OPENAI_BASE_URL)'
    : 'real models'
  const { name, version, sandbox } = decoder.info
  return `Video2Roleplay is ready at ${url} · ${database.label} · decoder ${name} ${version} (${sandbox}) · ${mode}`
}

async function importAll(services: Services, paths: string[]): Promise<void> {
  const { items } = await importPaths(services, { paths, stages: ['sample', 'caption', 'dialogues'] })
  const queued = items.filter(({ status }) => status === 'queued').length
  process.stdout.write(`Imports ${queued} of ${items.length} files.\n`)
  for (const { path, error } of items) if (error !== null) process.stderr.write(`${path}: ${error.message}\n`)
}
