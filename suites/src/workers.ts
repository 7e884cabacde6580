/**
 * One API and two worker processes on PostgreSQL send many short videos through the walk; one worker is killed
 * with -9 on the way. Every video ends finished, and the ledger agrees with the endpoint's own count.
 */
import { drawClip } from '@video2roleplay/sampler/testing'
import { startScriptedEndpoint } from '@video2roleplay/llm/testing'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startPostgres } from '../../apps/api/test/throwaway-postgres.ts'
import { connect, everyItem, until } from './client.ts'
import { countBy } from './kill.ts'
import { freePort, startServer, startWorker } from './server-process.ts'

export interface WorkersReport {
  videos: number
  finished: number
  seconds: number
  endpointCalls: number
  settledCalls: number
  unknownCalls: number
  inFlightAtKill: number
  jobStates: Record<string, number>
}

export async function workersSuite(options: { videos: number; latencyMs: number }): Promise<WorkersReport> {
  const folder = await mkdtemp(join(tmpdir(), 'v2r-workers-'))
  const clips = Array.from({ length: options.videos }, (_, index) => join(folder, `clip-${index}.mp4`))
  // Each clip is another film: the same one would be recognised as a duplicate.
  for (const [index, clip] of clips.entries())
    await drawClip(clip, { seconds: 1, fps: 4 + (index % 3), width: 128 + 2 * index, height: 96 })
  const postgres = await startPostgres()
  const endpoint = await startScriptedEndpoint({ latencyMs: options.latencyMs })
  const port = await freePort()
  const environment = {
    PORT: String(port),
    V2R_DATA_DIR: join(folder, 'data'),
    DATABASE_URL: postgres.url,
    OPENAI_BASE_URL: endpoint.baseUrl,
    V2R_MODEL: 'scripted',
    V2R_SERVE_WORKERS: 'false',
  }
  const client = connect(port)
  const server = await startServer(environment)
  const workers = [startWorker(environment), startWorker(environment)]
  const began = performance.now()
  try {
    for (let first = 0; first < clips.length; first += 50)
      await client.videos.importPaths.mutate({
        paths: clips.slice(first, first + 50),
        then: ['sample', 'caption', 'dialogues'],
      })
    const done = async () =>
      (await everyItem((cursor) => client.jobs.list.query({ limit: 200, cursor }))).filter(
        ({ kind, state }) => kind === 'dialogues' && (state === 'done' || state === 'partial'),
      ).length
    await until(done, (count) => count >= options.videos / 4, { seconds: 600, what: 'A quarter of the videos' })
    const inFlightAtKill = endpoint.counts.inFlight
    await workers[0]?.end('SIGKILL')
    await until(done, (count) => count >= options.videos, { seconds: 1200, what: 'The end of the last video' })
    const jobs = await everyItem((cursor) => client.jobs.list.query({ limit: 200, cursor }))
    const videos = await everyItem((cursor) => client.videos.list.query({ limit: 200, cursor }))
    const calls = await everyItem((cursor) => client.ledger.list.query({ limit: 200, cursor }))
    return {
      videos: videos.length,
      finished: videos.filter(({ caption, status }) => caption === 'complete' && status === 'ready').length,
      seconds: Math.round((performance.now() - began) / 1000),
      endpointCalls: endpoint.counts.total,
      settledCalls: calls.filter(({ state }) => state === 'settled').length,
      unknownCalls: calls.filter(({ state }) => state === 'unknown').length,
      inFlightAtKill,
      jobStates: countBy(jobs.map(({ kind, state }) => `${kind} ${state}`)),
    }
  } finally {
    await Promise.all(workers.map((worker) => worker.end('SIGTERM')))
    await server.end('SIGTERM')
    await endpoint.close()
    await postgres.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
