/**
 * The server is killed with -9 in the middle of a curation, again and again. Afterwards everything is finished,
 * no acknowledged row is gone, and no call was paid twice beyond those in flight at the kills.
 */
import { drawClip } from '@video2roleplay/sampler/testing'
import { startScriptedEndpoint } from '@video2roleplay/llm/testing'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { connect, everyItem, until, type Client } from './client.ts'
import { freePort, startServer } from './server-process.ts'

export interface KillReport {
  kills: number
  /** Calls the endpoint was still answering at the kills. */
  inFlightAtKills: number
  /** The most that could be reserved and not yet settled at the kills: the server's own limit, once a kill. */
  mostUnsettledAtKills: number
  endpointCalls: number
  settledCalls: number
  unknownCalls: number
  /** Distinct requests: what an undisturbed curation would have paid. */
  distinctCalls: number
  paidTwice: number
  descriptions: number
  dialogues: number
  rowsLost: number
  jobStates: Record<string, number>
}

const concurrency = 8

export async function killSuite(options: {
  kills: number
  latencyMs: number
  clipSeconds: number
}): Promise<KillReport> {
  const folder = await mkdtemp(join(tmpdir(), 'v2r-kill-'))
  const clip = join(folder, 'clip.mp4')
  await drawClip(clip, { seconds: options.clipSeconds, fps: 10, width: 320, height: 180 })
  const endpoint = await startScriptedEndpoint({ latencyMs: options.latencyMs })
  const port = await freePort()
  const environment = {
    PORT: String(port),
    V2R_DATA_DIR: join(folder, 'data'),
    OPENAI_BASE_URL: endpoint.baseUrl,
    V2R_MODEL: 'scripted',
    V2R_CONCURRENCY: String(concurrency),
  }
  const client = connect(port)
  let server = await startServer(environment)
  let inFlightAtKills = 0
  let rowsLost = 0
  try {
    const { items } = await client.videos.importPaths.mutate({
      paths: [clip],
      then: ['sample', 'caption', 'dialogues'],
    })
    const videoId = items[0]?.videoId ?? null
    if (videoId === null) throw new Error(`The clip was not imported: ${JSON.stringify(items)}`)

    for (let kill = 1; kill <= options.kills; kill++) {
      const before = endpoint.counts.total
      await until(
        async () => endpoint.counts.total,
        (total) => total >= before + 8,
        { seconds: 60, what: 'The next eight calls' },
      )
      const acknowledged = await settled(client)
      const inFlight = endpoint.counts.inFlight
      await server.end('SIGKILL')
      inFlightAtKills += Math.max(inFlight, endpoint.counts.inFlight)
      await sleep(options.latencyMs * 2)
      server = await startServer(environment)
      const kept = new Set((await settled(client)).map((call) => call.id))
      rowsLost += acknowledged.filter((call) => !kept.has(call.id)).length
    }

    const jobs = await until(
      async () => (await client.jobs.list.query({ limit: 200 })).items,
      (all) => all.some(({ kind, state }) => kind === 'dialogues' && state === 'done'),
      { seconds: 180, what: 'The end of the dialogues' },
    )
    const caption = await client.videos.caption.query({ id: videoId })
    const calls = await everyItem((cursor) => client.ledger.list.query({ limit: 200, cursor }))
    const keys = await Promise.all(calls.map(async ({ id }) => (await client.ledger.get.query({ id })).key))
    const distinct = new Set(keys).size
    return {
      kills: options.kills,
      inFlightAtKills,
      mostUnsettledAtKills: options.kills * concurrency,
      endpointCalls: endpoint.counts.total,
      settledCalls: calls.filter(({ state }) => state === 'settled').length,
      unknownCalls: calls.filter(({ state }) => state === 'unknown').length,
      distinctCalls: distinct,
      paidTwice: endpoint.counts.total - distinct,
      descriptions: caption?.descriptions.length ?? 0,
      dialogues: (await everyItem((cursor) => client.dialogues.list.query({ videoId, limit: 200, cursor }))).length,
      rowsLost,
      jobStates: countBy(jobs.map(({ kind, state }) => `${kind} ${state}`)),
    }
  } finally {
    await server.end('SIGTERM')
    await endpoint.close()
    await rm(folder, { recursive: true, force: true })
  }
}

const settled = (client: Client) =>
  everyItem((cursor) => client.ledger.list.query({ state: 'settled', limit: 200, cursor }))

export function countBy(names: string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1
  return counts
}
