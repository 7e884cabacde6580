/**
 * What must be true when models fail (RELIABILITY §3): the unit ends with a reason and can be taken up again, what is
 * paid for is kept, and nothing without a score becomes a number.
 */
import {
  startScriptedEndpoint,
  type Fault,
  type ReceivedRequest,
  type ScriptedEndpoint,
} from '@video2roleplay/llm/testing'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { modelCalls } from '../src/db/schema.js'
import { openHouse, type House } from './house.js'

let house: House
let endpoint: ScriptedEndpoint
/** What the endpoint does with a request; nothing unless a test says so. */
let spoil: (body: string) => Fault | null = () => null
let judgeSays: ((request: ReceivedRequest) => string) | undefined
let drawn = 0

beforeAll(async () => {
  endpoint = await startScriptedEndpoint({
    faults: (body) => spoil(body),
    respond: (request) =>
      judgeSays?.(request) ?? answers[request.purpose ?? ''] ?? '{"score": 70, "rationale": "fine", "evidence": []}',
  })
  house = await openHouse({
    database: 'pglite',
    endpoint: endpoint.baseUrl,
    env: { V2R_CALL_IDLE_SECONDS: '1', V2R_CALL_TOTAL_SECONDS: '2', V2R_MODEL: 'gpt-4o' },
  })
})
afterAll(async () => {
  await house.close()
  await endpoint.close()
})
beforeEach(() => {
  spoil = () => null
  judgeSays = undefined
})

const pairs = ['Q: What is that?\nA: My block, it walks.', 'Q: Where does it go?\nA: To the right, always.'].join(
  '\n\n',
)
const answers: Record<string, string> = {
  'curation/describe-frame': 'A white block stands on a grey ground.',
  'curation/summarise-video':
    'Reasoning: the block moves.\nSummary: A white block walks to the right over a grey ground.',
  'curation/generate-dialogues': pairs,
  'curation/select-dialogues':
    '[{"number":1,"decision":"keep","score":90,"reason":"fits"},{"number":2,"decision":"keep","score":80,"reason":"fits"}]',
  'inference/role-play': 'I am on my way.',
}

/** A live of one second and five frames; each looks different, so no call of one is answered by another's. */
async function importLive(stages: ('sample' | 'caption' | 'dialogues')[]): Promise<string> {
  const luma = 40 + 13 * ++drawn
  const path = await house.draw(`live-${drawn}.mp4`, { seconds: 1, fps: 5, scenes: [{ seconds: 1, luma, motion: 9 }] })
  const { items } = await house.api.videos.importPaths({ paths: [path], then: stages })
  return items[0]!.videoId!
}

const newestJob = async (kind: 'caption' | 'dialogues' | 'evaluate') =>
  (await house.api.jobs.list({ kind, limit: 1 })).items[0]!

test('one frame the endpoint always fails on leaves the caption incomplete; healed, only that frame is asked for', async () => {
  const seen = new Map<string, number>()
  let poisoned: string | undefined
  spoil = (body) => {
    if (!body.includes('image_url')) return null
    poisoned ??= body
    seen.set(body, (seen.get(body) ?? 0) + 1)
    return body === poisoned ? { fault: 'server-error' } : null
  }
  const videoId = await importLive(['sample', 'caption'])
  await house.settled()
  expect(await newestJob('caption')).toMatchObject({ state: 'failed', error: { code: 'server-error' }, attempt: 3 })
  const broken = await house.api.videos.caption({ id: videoId, purpose: 'training' })
  expect(broken?.caption.status).toBe('incomplete')
  expect(broken?.descriptions).toHaveLength(4)
  expect([...seen.values()].toSorted()).toEqual([1, 1, 1, 1, 3])

  spoil = () => null
  const before = endpoint.counts.byPurpose['curation/describe-frame'] ?? 0
  expect((await house.api.videos.retry({ id: videoId })).jobIds).toHaveLength(1)
  await house.settled()
  expect(endpoint.counts.byPurpose['curation/describe-frame']).toBe(before + 1)
  const whole = await house.api.videos.caption({ id: videoId, purpose: 'training' })
  expect(whole?.caption).toMatchObject({ status: 'complete', error: null })
  expect(whole?.descriptions).toHaveLength(5)
})

test('an endpoint that never answers ends the call by our own deadline, and the ledger says that it may have been paid', async () => {
  spoil = () => ({ fault: 'header-hang' })
  await importLive(['sample', 'caption'])
  await house.settled()
  expect(await newestJob('caption')).toMatchObject({ state: 'failed', error: { code: 'timeout' } })
  const unknown = await house.services.db.select().from(modelCalls).where(eq(modelCalls.state, 'unknown'))
  expect(unknown.length).toBeGreaterThan(0)
  expect(unknown.every(({ errorCode }) => errorCode === 'timeout')).toBe(true)
})

test('a rate limit makes the job wait, not fail, and every answer is paid once', async () => {
  const refusedOnce = new Set<string>()
  spoil = (body) => {
    if (refusedOnce.has(body)) return null
    refusedOnce.add(body)
    return { fault: 'rate-limited', retryAfter: '0' }
  }
  const videoId = await importLive(['sample', 'caption', 'dialogues'])
  await house.settled()
  const video = await house.api.videos.get({ id: videoId })
  expect(video).toMatchObject({ caption: 'complete', dialogues: { kept: 2 } })
  const settled = await house.services.db.select().from(modelCalls).where(eq(modelCalls.state, 'settled'))
  expect(new Set(settled.map(({ key }) => key)).size).toBe(settled.length)
})

test('a teacher that answers None made no dialogue, and that is no failure', async () => {
  judgeSays = ({ purpose }) =>
    purpose === 'curation/generate-dialogues' ? '**None.**' : (answers[purpose ?? ''] ?? '')
  const videoId = await importLive(['sample', 'caption', 'dialogues'])
  await house.settled()
  expect(await newestJob('dialogues')).toMatchObject({ state: 'done', error: null })
  const funnel = await house.api.dialogues.funnel({ videoId })
  expect(funnel.generations).toEqual([{ status: 'declined', count: 1 }])
  expect(funnel.steps[0]).toEqual({ step: 'generated', count: 0 })
})

test('a judge that rambles leaves the response unscored, never zero, and the run says how much it lost', async () => {
  const video = (await house.api.videos.list({ sort: 'newest' })).items.find(({ dialogues }) => dialogues.kept > 0)!
  const set = await house.api.questions.fromDialogues({ name: 'Faults', videoIds: [video.id], perVideo: 2 })
  judgeSays = ({ purpose }) => {
    if (/utterance.fluency/.test(purpose ?? '')) return 'Well, one could say many things about that, 8/10 or so.'
    return answers[purpose ?? ''] ?? '{"score": 70, "rationale": "fine", "evidence": []}'
  }
  const { runIds } = await house.api.evals.create({ questionSetId: set.id, metricSet: 'main7', rounds: 1 })
  await house.settled()
  const run = await house.api.evals.get({ id: runIds[0]! })
  expect(run).toMatchObject({ status: 'complete', coverage: { scored: 12, unscored: 2, expected: 14 } })
  expect(run.row?.average).toEqual({ status: 'unscored', reason: 'metric-unscored' })
  expect(run.row?.comparability.isComparable).toBe(false)
  const lost = await house.api.evals.judgements({ runId: run.id, status: 'unscored' })
  expect(lost.items.map(({ score, reason }) => [score, reason])).toEqual([
    [null, 'no-score'],
    [null, 'no-score'],
  ])
  const { items } = await house.api.evals.matrix({ runId: run.id })
  const cell = items[0]!.cells.find(({ metric }) => metric === 'utterance_fluency')
  expect(cell).toMatchObject({ mean: null, coverage: { scored: 0, expected: 1 } })
})

test('judges that are down leave their rows open: the run is incomplete, and finishes when they are back', async () => {
  const set = (await house.api.questions.sets({})).items[0]!
  spoil = (body) => (body.includes('rationale') ? { fault: 'server-error' } : null)
  const { runIds } = await house.api.evals.create({ questionSetId: set.id, metricSet: 'main7', rounds: 2 })
  const runId = runIds[0]!
  await house.settled()
  const broken = await house.api.evals.get({ id: runId })
  expect(broken.status).toBe('incomplete')
  expect(broken.error?.code).toBe('server-error')
  expect(broken.row?.average.status ?? 'unscored').toBe('unscored')
  expect(broken.coverage.scored).toBeLessThan(28)

  spoil = () => null
  await house.api.jobs.retry({ id: (await newestJob('evaluate')).id })
  await house.settled()
  expect(await house.api.evals.get({ id: runId })).toMatchObject({ status: 'complete', error: null })
})

test('an answer that breaks off is kept and marked, and the conversation goes on', async () => {
  const video = (await house.api.videos.list({})).items.find(({ caption }) => caption === 'complete')!
  const { id } = await house.api.chat.start({ videoId: video.id })
  spoil = () => ({ fault: 'reset-mid-body' })
  const chunks = []
  for await (const chunk of await house.api.chat.send({ conversationId: id, text: 'Hello?' })) chunks.push(chunk)
  expect(chunks.at(-1)).toMatchObject({ type: 'failed', message: { role: 'assistant' } })

  spoil = () => null
  for await (const chunk of await house.api.chat.send({ conversationId: id, text: 'Still there?' })) chunks.push(chunk)
  const { messages } = await house.api.chat.get({ id })
  expect(messages.map(({ role, status }) => [role, status])).toEqual([
    ['user', 'complete'],
    ['assistant', expect.stringMatching(/^(interrupted|failed)$/)],
    ['user', 'complete'],
    ['assistant', 'complete'],
  ])
  expect(messages[1]!.failure?.code).toBe('bad-answer')
  const live = chunks.find((chunk) => chunk.type === 'failed')!
  expect(messages[1]!.failure).toEqual(live.failure)
})
