/** Everything the workflows and procedures work with, built once from the environment. */
import type { FrameDecoder } from '@video2roleplay/sampler'
import type { Database } from './db/database.js'
import type { Env } from './env.js'
import type { JobEvents } from './jobs/events.js'
import type { JobQueue } from './jobs/queue.js'
import type { Storage } from './media/storage.js'
import type { ModelRegistry } from './models/registry.js'

export interface Services {
  env: Env
  db: Database
  storage: Storage
  jobs: JobQueue
  events: JobEvents
  models: ModelRegistry
  decoder: FrameDecoder
  /** Stops the workers, closes the queue and the database, and gives the lock back. */
  close(): Promise<void>
}
