/** What the running server says of itself, and whether the models of its roles answer. */
import type { ModelView } from '@video2roleplay/api'
import { noServer, toCliError, type Server } from './server.js'
import type { Finding } from './verbs/doctor.js'

/** What `GET /health` answers; only what we print. */
interface Health {
  status: 'ok' | 'degraded'
  version?: string
  node?: string
  database?: { label?: string; state?: string }
  decoder?: { name?: string; version?: string; sandbox?: string; notes?: string[] }
  embedder?: { state?: string; model?: string | null }
  queue?: { works?: boolean }
  notices?: { level: string; message: string; advice: string | null }[]
}

const answerWithinMs = 10_000

export async function checkServer(server: Server): Promise<Finding[]> {
  const health = await readHealth(server)
  if (!('status' in health)) return [health.finding]
  const { decoder, embedder } = health
  return [
    {
      what: 'server',
      state: health.status === 'ok' ? 'ok' : 'broken',
      detail: `${server.url}, version ${health.version ?? '?'}, Node ${health.node ?? '?'}, ${health.status}`,
    },
    {
      what: 'database',
      state: health.database?.state === 'ok' ? 'ok' : 'broken',
      detail: `${health.database?.label ?? '?'}, ${health.database?.state ?? 'unknown'}`,
    },
    {
      what: 'decoder',
      state: decoder?.name === undefined ? 'broken' : 'ok',
      detail:
        decoder === undefined
          ? 'none'
          : `${decoder.name ?? 'none'} ${decoder.version ?? ''}, sandbox: ${decoder.sandbox ?? 'unknown'}`,
      advice: decoder?.notes?.join(' ') || null,
    },
    {
      what: 'clip',
      state: embedder?.state === 'off' || embedder?.state === 'unavailable' ? 'absent' : 'ok',
      detail: [embedder?.state ?? 'unknown', embedder?.model].filter(Boolean).join(', '),
      advice: embedder?.state === 'off' ? 'Near duplicates in documentaries are not merged (V2R_CLIP).' : null,
    },
    {
      what: 'queue',
      state: health.queue?.works === true ? 'ok' : 'broken',
      detail: health.queue?.works === true ? 'jobs are taken' : 'no job is taken',
    },
    ...(health.notices ?? []).map(({ level, message, advice }): Finding => ({
      what: 'notice',
      state: level === 'error' ? 'broken' : 'absent',
      detail: message,
      advice,
    })),
    ...(await checkModels(server)),
  ]
}

async function readHealth(server: Server): Promise<Health | { finding: Finding }> {
  try {
    const response = await fetch(`${server.url}/health`, { signal: AbortSignal.timeout(answerWithinMs) })
    const health = (await response.json()) as Partial<Health> | null
    if (health?.status === 'ok' || health?.status === 'degraded') return { ...health, status: health.status }
  } catch (error) {
    const { message, advice } = error instanceof SyntaxError ? noServer(server.url) : toCliError(error, server.url)
    return { finding: { what: 'server', state: 'broken', detail: message, advice } }
  }
  const { message, advice } = noServer(server.url)
  return { finding: { what: 'server', state: 'broken', detail: message, advice } }
}

async function checkModels({ api }: Server): Promise<Finding[]> {
  const models = (await api.models.list.query()).filter(({ roles }) => roles.length > 0)
  return Promise.all(models.map((model) => checkModel(api, model)))
}

async function checkModel(api: Server['api'], model: ModelView): Promise<Finding> {
  const what = `model ${model.name}`
  const roles = model.roles.join(', ')
  if (model.isRehearsal) {
    return {
      what,
      state: 'absent',
      detail: `rehearsal, no real model is asked (${roles})`,
      advice: 'Set OPENAI_API_KEY and/or OPENAI_BASE_URL for real ones.',
    }
  }
  const test = await api.models.test.mutate({ id: model.id })
  if (test.isReachable)
    return {
      what,
      state: 'ok',
      detail: `answers in ${test.latencyMs ?? '?'} ms at ${model.endpoint ?? '?'} (${roles})`,
    }
  return {
    what,
    state: 'broken',
    detail: `${test.failure?.message ?? 'does not answer'} (${roles})`,
    advice: test.failure?.advice,
  }
}
