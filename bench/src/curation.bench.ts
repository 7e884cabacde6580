/**
 * Captions of many videos against an endpoint of a known latency: how near the walk comes to the best there can be,
 * which is calls × latency ÷ calls at a time, and the decoding. The server and its workers are one process, as
 * `pnpm start` runs it, on a PostgreSQL; the endpoint is another, on the same machine.
 *
 *   pnpm bench curation [--videos 200] [--latency 200] [--concurrency 50] [--rows 60000]
 *
 * `--rows`: as many videos as rows, and how long the library takes to list them. Uses DATABASE_URL, or a PostgreSQL of
 * its own.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { availableParallelism, cpus, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { createTRPCClient, httpBatchStreamLink } from '@trpc/client'
import type { AppRouter } from '@video2roleplay/api'
import { openDecoder, sampleSegments } from '@video2roleplay/sampler'
import { drawClip } from '@video2roleplay/sampler/testing'
import postgres from 'postgres'
import { startPostgres } from '../../apps/api/test/throwaway-postgres.ts'

const { values } = parseArgs({
  options: {
    videos: { type: 'string', default: '200' },
    latency: { type: 'string', default: '200' },
    concurrency: { type: 'string', default: '50' },
    rows: { type: 'string', default: '60000' },
  },
})
const [videoCount, latencyMs, concurrency, rowCount] = [
  values.videos,
  values.latency,
  values.concurrency,
  values.rows,
].map(Number) as [number, number, number, number]

const folder = mkdtempSync(join(tmpdir(), 'bench-curation-'))
const started: ChildProcess[] = []
const database = process.env.DATABASE_URL === undefined ? await startPostgres() : undefined
const databaseUrl = process.env.DATABASE_URL ?? database!.url
try {
  console.log(`${cpus()[0]?.model ?? 'unknown processor'}, ${availableParallelism()} cores, Node ${process.version}`)
  const clips = await drawClips()
  const decodeSeconds = await decodeAll(clips)
  console.log(`${videoCount} videos drawn; decoding their 64 segments takes ${decodeSeconds.toFixed(1)} s`)
  const endpoint = await startEndpoint()
  const api = await startHouse(endpoint.baseUrl)
  await caption(api, clips, endpoint.countsUrl, decodeSeconds)
  await list(api)
} finally {
  for (const child of started) child.kill('SIGTERM')
  await Promise.all(started.map((child) => (child.exitCode === null ? once(child, 'exit') : undefined)))
  await database?.stop()
  rmSync(folder, { recursive: true, force: true })
}

/** Different contents, and at least 64 frames, so that every segment has one of its own. */
async function drawClips(): Promise<string[]> {
  const clips: string[] = []
  for (let index = 0; index < videoCount; index++) {
    const path = join(folder, `clip-${index}.mp4`)
    await drawClip(path, { seconds: (64 + index) / 32, fps: 32, width: 128, height: 72 })
    clips.push(path)
  }
  return clips
}

/** As the server does it: one decoding for each core at a time. */
async function decodeAll(clips: string[]): Promise<number> {
  const decoder = await openDecoder({ workDir: folder, processes: availableParallelism() })
  const queue = [...clips]
  const begun = performance.now()
  await Promise.all(
    Array.from({ length: availableParallelism() }, async () => {
      for (let path = queue.pop(); path !== undefined; path = queue.pop()) await sampleSegments(path, { decoder })
    }),
  )
  await decoder.close()
  return (performance.now() - begun) / 1000
}

async function startEndpoint(): Promise<{ baseUrl: string; countsUrl: string }> {
  const script = fileURLToPath(new URL('./curation/endpoint.ts', import.meta.url))
  const child = spawn(process.execPath, [script, String(latencyMs)], { stdio: ['ignore', 'pipe', 'inherit'] })
  started.push(child)
  for await (const line of createInterface({ input: child.stdout! }))
    return JSON.parse(line) as { baseUrl: string; countsUrl: string }
  throw new Error('The endpoint did not start.')
}

async function startHouse(modelUrl: string) {
  const main = join(dirname(createRequire(import.meta.url).resolve('@video2roleplay/api')), 'main.js')
  const child = spawn(process.execPath, [main], {
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      PORT: '0',
      V2R_DATA_DIR: join(folder, 'data'),
      DATABASE_URL: databaseUrl,
      OPENAI_BASE_URL: modelUrl,
      V2R_MODEL: 'scripted',
      V2R_CONCURRENCY: String(concurrency),
      V2R_MODEL_JOBS: '8',
      V2R_DATABASE_POOL: '20',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  started.push(child)
  for await (const line of createInterface({ input: child.stdout! })) {
    const url = /ready at (http:\S+)/.exec(line)?.[1]
    if (url !== undefined) return createTRPCClient<AppRouter>({ links: [httpBatchStreamLink({ url: `${url}/trpc` })] })
  }
  throw new Error('The server did not start.')
}
type Api = Awaited<ReturnType<typeof startHouse>>

async function quiet(api: Api): Promise<void> {
  while ((await api.jobs.list.query({ state: 'open', limit: 1 })).items.length > 0) await sleep(200)
}

async function caption(api: Api, clips: string[], countsUrl: string, decodeSeconds: number): Promise<void> {
  await api.videos.importPaths.mutate({ paths: clips })
  await quiet(api)
  const begun = performance.now()
  await api.pipeline.start.mutate({ videoIds: 'all', stages: ['caption'] })
  await quiet(api)
  const seconds = (performance.now() - begun) / 1000
  const counts = (await (await fetch(countsUrl)).json()) as { total: number; maxInFlight: number }
  const waiting = (counts.total * latencyMs) / 1000 / concurrency
  const ideal = waiting + decodeSeconds
  const failed = (await api.jobs.list.query({ state: 'failed', limit: 200 })).items.length
  console.log(
    `captions: ${counts.total} calls of ${latencyMs} ms, at most ${counts.maxInFlight} at a time, ${failed} jobs failed
  took   ${seconds.toFixed(1)} s
  ideal  ${ideal.toFixed(1)} s (${waiting.toFixed(1)} s of calls + ${decodeSeconds.toFixed(1)} s of decoding)
  ratio  ${(seconds / ideal).toFixed(2)} (wanted: at most 1.15)`,
  )
}

/** Rows as an import leaves them, and the three questions that the library asks. */
async function list(api: Api): Promise<void> {
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => undefined })
  const project = (await api.projects.list.query())[0]!
  await sql`insert into videos (id, project_id, sha256, display_name, status, kind, kind_source, duration_seconds, tags)
    select gen_random_uuid(), ${project.id}, md5(n::text), 'clip ' || n, 'ready', 'vlog', 'duration', 5 + n % 600,
      array['lot ' || n % 7] from generate_series(1, ${rowCount}) as n`
  await sql`analyze videos`
  await sql.end()
  const timed = async (name: string, ask: () => Promise<unknown>): Promise<void> => {
    const times: number[] = []
    for (let round = 0; round < 7; round++) {
      const begun = performance.now()
      await ask()
      times.push(performance.now() - begun)
    }
    const median = times.toSorted((a, b) => a - b)[3]!
    console.log(`  ${name.padEnd(34)} ${median.toFixed(0)} ms`)
  }
  let deep: string | null | undefined
  for (let page = 0; page < 200 && deep !== null; page++)
    deep = (await api.videos.list.query({ projectId: project.id, limit: 200, cursor: deep })).nextCursor
  console.log(`the library with ${rowCount + videoCount} videos (medians of 7):`)
  await timed('first page of 60', () => api.videos.list.query({ projectId: project.id, limit: 60 }))
  await timed('a page 40,000 rows down', () =>
    api.videos.list.query({ projectId: project.id, limit: 60, cursor: deep }),
  )
  await timed('first page, longest first', () =>
    api.videos.list.query({ projectId: project.id, limit: 60, sort: 'longest' }),
  )
  await timed('first page of a tag', () => api.videos.list.query({ projectId: project.id, limit: 60, tag: 'lot 3' }))
  await timed('all facets', () => api.videos.facets.query({ projectId: project.id }))
}
