/** Everything the workflows and procedures work with, built once from the environment. */
import { join } from 'node:path'
import type { PGlite } from '@electric-sql/pglite'
import type { FrameDecoder } from '@video2roleplay/sampler'
import pino, { type Logger } from 'pino'
import type { Database } from './db/database.js'
import { openDatabase, type OpenDatabase } from './db/open-database.js'
import type { Env } from './env.js'
import { startBoss } from './jobs/boss.js'
import { createJobEvents, type JobEvents } from './jobs/events.js'
import { createJobQueue, type JobQueue } from './jobs/queue.js'
import { recoverJobs } from './jobs/recover.js'
import { startReservationSweep } from './ledger/reservation-sweep.js'
import { createEmbedding, type Embedding } from './media/embedding.js'
import { createFeatureCache } from './media/feature-cache.js'
import { openDecoder } from './media/open-decoder.js'
import { createSpeech, type Speech } from './media/open-speech.js'
import { createStorage, type Storage } from './media/storage.js'
import { createModelRegistry, type ModelRegistry } from './models/registry.js'

export interface Services {
  env: Env
  log: Logger
  database: OpenDatabase
  db: Database
  storage: Storage
  jobs: JobQueue
  events: JobEvents
  models: ModelRegistry
  decoder: FrameDecoder
  /** What is said in videos. */
  speech: Speech
  embedding: Embedding
  /** Stops the workers, closes the queue and the database, and gives the lock back. */
  close(): Promise<void>
}

export interface ServiceOptions {
  /** For tests: a database in memory. */
  pglite?: PGlite
  decoder?: FrameDecoder
  log?: Logger
}

/** @throws ApiError `database-locked`, `database-unavailable`, `bad-setting` */
export async function createServices(env: Env, options: ServiceOptions = {}): Promise<Services> {
  const log = options.log ?? pino({ level: env.logLevel }, pino.destination({ dest: 2, sync: true }))
  const database = await openDatabase(env, options)
  const { db } = database
  const isAlone = database.kind === 'pglite'
  try {
    const boss = await startBoss(database, env, log)
    if (isAlone) await recoverJobs(db, boss)
    const sweep = await startReservationSweep(db, { isAlone, totalSeconds: env.callTotalSeconds, log })
    const storage = await createStorage(db, join(env.dataDir, 'objects'), { isAlone })
    const models = createModelRegistry({ db, env })
    await models.ensureDefaults()
    const decoder = options.decoder ?? (await openDecoder(env))
    const embedding = createEmbedding(env, createFeatureCache(db))
    const speech = createSpeech(env)
    const jobs = createJobQueue({ services: () => services, boss, log })
    const services: Services = {
      env,
      log,
      database,
      db,
      storage,
      jobs,
      events: createJobEvents(db, log),
      models,
      decoder,
      speech,
      embedding,
      async close() {
        await jobs.stop()
        sweep.stop()
        await boss.stop({ graceful: true, timeout: 5000 })
        await embedding.close()
        await speech.close()
        await decoder.close()
        await database.close()
      },
    }
    return services
  } catch (error) {
    await database.close()
    throw error
  }
}
