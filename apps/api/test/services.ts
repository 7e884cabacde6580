/** Real services on a folder of their own, for one test file. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { readEnv } from '../src/env.js'
import type { JobHandlers } from '../src/jobs/job.js'
import type { StartOptions } from '../src/jobs/queue.js'
import { createServices, type ServiceOptions, type Services } from '../src/services.js'
import { testDatabase, type DatabaseKind } from './databases.js'

export interface TestServicesOptions {
  database: DatabaseKind
  /** Environment variables. */
  env?: Record<string, string>
  /** Base URL of an OpenAI-compatible endpoint; the rehearsal model without one. */
  endpoint?: string
  /** The queue works where handlers are given. */
  handlers?: Partial<JobHandlers>
  work?: StartOptions
  decoder?: ServiceOptions['decoder']
}

export async function startTestServices(options: TestServicesOptions): Promise<Services> {
  const folder = await mkdtemp(join(tmpdir(), 'v2r-test-'))
  const { variables, pglite } = await testDatabase(options.database)
  const env = readEnv({
    V2R_DATA_DIR: folder,
    PORT: '0',
    // No test asks the model hub.
    V2R_CLIP: 'off',
    ...variables,
    ...(options.endpoint === undefined
      ? {}
      : { OPENAI_BASE_URL: options.endpoint, OPENAI_API_KEY: 'sk-test-0123456789' }),
    ...options.env,
  })
  const log = pino({ level: process.env.V2R_TEST_LOG ?? 'silent' }, pino.destination({ dest: 2, sync: true }))
  const services = await createServices(env, { pglite, log, decoder: options.decoder })
  if (options.handlers !== undefined)
    await services.jobs.start(options.handlers, { retryDelay: () => 0.2, ...options.work })
  const close = services.close
  services.close = async () => {
    await close()
    await rm(folder, { recursive: true, force: true })
  }
  return services
}
