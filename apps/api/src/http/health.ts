/** `/health`: whether this process can work, and what it works with. Degraded is said, never hidden. */
import type { FastifyInstance } from 'fastify'
import { isDatabaseUnavailable } from '../db/unavailable.js'
import type { Services } from '../services.js'
import { version } from '../version.js'

export function addHealth(app: FastifyInstance, services: Services): void {
  const { database, decoder, embedding, env, models } = services
  app.get('/health', async (_request, reply) => {
    const notices = decoder.info.notes.map((message) => ({ about: 'decoder', message }))
    let databaseState = 'ok'
    try {
      await database.ping()
    } catch (error) {
      databaseState = isDatabaseUnavailable(error) ? 'unavailable' : 'broken'
      notices.push({ about: 'database', message: `The database is ${databaseState}.` })
      reply.code(503).header('retry-after', '5')
    }
    const embedder = embedding.view()
    if (embedder.failure !== null) notices.push({ about: 'embedder', message: embedder.failure.message })
    const { name, version: decoderVersion, sandbox, notes } = decoder.info
    return {
      status: databaseState === 'ok' && sandbox !== 'none' ? 'ok' : 'degraded',
      version,
      node: process.version,
      database: { kind: database.kind, label: database.label, state: databaseState },
      decoder: { name, version: decoderVersion, sandbox, notes },
      embedder: { state: embedder.state, model: embedder.model },
      queue: { works: database.kind === 'pglite' || env.serveWorkers },
      models: { isRehearsal: models.isRehearsal },
      notices,
    }
  })
}
