/**
 * A worker process whose jobs only wait, for tests that kill and freeze it. Says `running ID EPOCH` on stdout
 * for each job it begins, and `wrote ID` when its last write was accepted.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import pino from 'pino'
import { readEnv } from '../../src/env.js'
import { createServices } from '../../src/services.js'

const services = await createServices(readEnv(process.env), { log: pino({ level: 'silent' }) })
const untilMs = Number(process.env.JOB_MS ?? 1000)

await services.jobs.start(
  {
    export: async ({ job, epoch, signal, fenced }) => {
      process.stdout.write(`running ${job.id} ${epoch}\n`)
      await sleep(untilMs, undefined, { signal })
      await fenced(async () => undefined)
      process.stdout.write(`wrote ${job.id}\n`)
      return { state: 'done', result: { by: process.env.WORKER_NAME } }
    },
  },
  { concurrency: { export: 2 } },
)
process.stdout.write('ready\n')
process.on('SIGTERM', async () => {
  await services.close()
  process.exit(0)
})
