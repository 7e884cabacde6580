/**
 * pg-boss, the engine under the queue: it keeps deliveries, wakes workers, and gives a delivery to another
 * worker when the first one's heart stops. It delivers at least once; epochs make the second time harmless.
 */
import { fromPglite, PgBoss } from 'pg-boss'
import type { Logger } from 'pino'
import type { OpenDatabase } from '../db/open-database.js'
import type { Env } from '../env.js'
import type { JobKind } from './job.js'

export const jobKinds = [
  'import',
  'sample',
  'caption',
  'dialogues',
  'version',
  'export',
  'training-log',
  'evaluate',
  'demo',
] as const satisfies JobKind[]

const yearSeconds = 365 * 24 * 3600

export async function startBoss(database: OpenDatabase, env: Env, log: Logger): Promise<PgBoss> {
  const settings = {
    schedule: false,
    superviseIntervalSeconds: 2,
    monitorIntervalSeconds: 2,
    monitorVacuum: false,
    reindex: false,
    useListenNotify: true,
  }
  const boss =
    database.pglite === undefined
      ? new PgBoss({
          ...settings,
          connectionString: env.databaseUrl,
          application_name: 'video2roleplay queue',
          max: 5,
          connectionTimeoutMillis: 5000,
          options: '-c statement_timeout=30000 -c lock_timeout=5000 -c idle_in_transaction_session_timeout=30000',
        })
      : new PgBoss({ ...settings, backend: 'pglite', db: fromPglite(database.pglite) })
  // Without a listener a restarting database would take this process with it.
  boss.on('error', (error) => log.warn({ error: error.message }, 'the queue had an error'))
  boss.on('warning', (warning) => log.info({ warning: warning.message }, 'the queue warns'))
  await boss.start()
  for (const kind of jobKinds)
    await boss.createQueue(kind, {
      notify: true,
      // Retries are ours (see run-job.ts). The engine's own only bring back what a lost worker held.
      retryLimit: 1000,
      retryDelay: 1,
      expireInSeconds: 24 * 3600 - 1,
      retentionSeconds: yearSeconds,
      deleteAfterSeconds: 24 * 3600,
      // With PGlite the only worker is this process: a late heartbeat then means a busy one, not a lost one.
      heartbeatSeconds: database.kind === 'pglite' ? 60 : 12,
    })
  return boss
}
