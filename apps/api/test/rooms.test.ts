/** What each room promises, seen through its procedures, on one small video with models behind HTTP. */
import { createReadStream } from 'node:fs'
import { startScriptedEndpoint, type ScriptedEndpoint } from '@video2roleplay/llm/testing'
import { extract } from 'tar-stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { JobEventView } from '../src/views/jobs.js'
import { openHouse, type House } from './house.js'

let house: House
let endpoint: ScriptedEndpoint
let videoId: string
let isSlow = false

beforeAll(async () => {
  endpoint = await startScriptedEndpoint({ faults: () => (isSlow ? { fault: 'body-drip', everyMs: 20 } : null) })
  house = await openHouse({
    database: 'pglite',
    endpoint: endpoint.baseUrl,
    env: { V2R_MODEL: 'gpt-4o', V2R_MODEL_PRICES: 'gpt-4o=2.5/10' },
  })
  const path = await house.draw('room.mp4', { seconds: 2, fps: 5 })
  const { items } = await house.api.videos.importPaths({ paths: [path], then: ['sample', 'caption', 'dialogues'] })
  videoId = items[0]!.videoId!
  await house.settled()
})
afterAll(async () => {
  await house.close()
  await endpoint.close()
})

test('what a job cost is the sum of its ledger rows, and what a caption cost is that of its calls', async () => {
  const [job] = (await house.api.jobs.list({ subjectId: videoId, kind: 'caption' })).items
  const { items: calls } = await house.api.ledger.list({ jobId: job!.id, limit: 200 })
  const paid = calls.reduce((sum, { costMicroUsd }) => sum + costMicroUsd!, 0)
  expect(paid).toBeGreaterThan(0)
  expect(job!.cost).toMatchObject({ calls: calls.length, microUsd: paid, unknown: 0 })
  const caption = await house.api.videos.caption({ id: videoId, purpose: 'training' })
  expect(caption!.caption.cost).toMatchObject({ calls: 11, microUsd: paid })
  const summary = await house.api.ledger.summary({ jobId: job!.id })
  expect(summary.reduce((sum, { calls: each }) => sum + each, 0)).toBe(calls.length)
})

test('a call in the ledger shows what was sent, its pictures as hashes', async () => {
  const [row] = (await house.api.ledger.list({ purpose: 'curation/describe-frame', limit: 1 })).items
  const call = await house.api.ledger.get({ id: row!.id })
  expect(call).toMatchObject({
    state: 'settled',
    imageCount: 1,
    outcome: 'answered',
    requestedParameters: { maxTokens: 1024 },
  })
  expect(JSON.stringify(call.messages)).toMatch(/[0-9a-f]{64}/)
  expect(JSON.stringify(call.messages)).not.toContain('base64')
})

test('the live stream tells the story of a job, and takes it up after the last event that was seen', async () => {
  const { jobIds } = await house.api.pipeline.start({ videoIds: [videoId], stages: ['sample'] })
  await house.settled()
  const read = async (lastEventId: string) => {
    const events: [id: string, state: unknown][] = []
    const stop = new AbortController()
    const stream = await house.api.jobs.events({ jobId: jobIds[0], lastEventId })
    for await (const event of stream as AsyncIterable<[string, JobEventView]>) {
      const [id, { data, kind, job }] = event
      expect(job.id).toBe(jobIds[0])
      if (kind === 'state') events.push([id, data['state']])
      if (data['state'] === 'done') break
    }
    stop.abort()
    return events
  }
  const whole = await read('0')
  expect(whole.map(([, state]) => state)).toEqual(['queued', 'running', 'done'])
  expect(await read(whole[0]![0])).toEqual(whole.slice(1))
})

test('a person who knows better sets the kind, and the frames are then chosen by its rule', async () => {
  expect((await house.api.videos.get({ id: videoId })).frames).toBe(10)
  await house.api.videos.setKind({ id: videoId, kind: 'vlog' })
  await house.api.pipeline.start({ videoIds: [videoId], stages: ['sample'] })
  await house.settled()
  expect(await house.api.videos.get({ id: videoId })).toMatchObject({ kind: 'vlog', kindSource: 'manual', frames: 1 })
  // The frames of the kind it was are there still, and count again.
  expect(await house.api.videos.setKind({ id: videoId, kind: 'live' })).toMatchObject({ kind: 'live', frames: 10 })
})

/** Makes an export of all kept dialogues, and reads it back. */
async function exported(format: 'internvl' | 'openai' | 'ms-swift' | 'llama-factory') {
  await house.allowExports()
  const version = await house.makeVersion({ name: 'Rooms', heldout: 0 })
  const { id } = await house.api.exports.create({ versionId: version.id, format, settings: { split: 'all' } })
  await house.settled()
  const file = (await house.api.exports.list({ versionId: version.id })).items.find((one) => one.id === id)!
  const entries = await readTar(house.services.storage.pathOf(file.sha256!))
  const lines = entries
    .get('v2r_all.jsonl')!
    .toString()
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  return { version, file, entries, lines }
}

test('an export for InternVL holds every kept dialogue, and every picture it names', async () => {
  const { version, file, entries, lines } = await exported('internvl')
  expect(file).toMatchObject({
    status: 'complete',
    rows: version.counts.dialogues,
    lint: { rows: version.counts.dialogues },
  })
  expect(lines).toHaveLength(version.counts.dialogues)
  const meta = JSON.parse(entries.get('v2r_all.meta.json')!.toString())
  const images = lines.flatMap(({ image }: { image: string[] }) =>
    image.map((path) => `${meta['v2r_all'].root}${path}`),
  )
  expect(images.length).toBeGreaterThan(0)
  for (const image of images) expect(entries.get(image)?.subarray(0, 2).toString('hex')).toBe('ffd8')
})

test.each(['ms-swift', 'llama-factory'] as const)(
  'an export for %s names only pictures that are in it',
  async (format) => {
    const { file, entries, lines } = await exported(format)
    expect(file).toMatchObject({ status: 'complete', format, lint: { willNotTrain: 0 } })
    const pictures: string[] = lines.flatMap(({ images, videos }) => images ?? videos.flat())
    expect(pictures.length).toBeGreaterThan(0)
    for (const path of pictures) expect(entries.get(path)?.subarray(0, 2).toString('hex')).toBe('ffd8')
  },
)

test('an export for OpenAI carries at most ten pictures an example, inside the lines', async () => {
  const { version, lines } = await exported('openai')
  expect(lines).toHaveLength(version.counts.dialogues)
  const urls = lines.map(({ messages }) => JSON.stringify(messages).split('data:image/jpeg;base64,').length - 1)
  expect(Math.max(...urls)).toBe(10)
})

test('a question asked again is a new answer beside the first, and an edited one begins a branch', async () => {
  const { id: conversationId } = await house.api.chat.start({ videoId })
  const send = async (text: string, parentId?: string | null) => {
    for await (const chunk of await house.api.chat.send({ conversationId, text, parentId }))
      if (chunk.type === 'done') return chunk.message
    throw new Error('no answer')
  }
  const before = endpoint.counts.total
  const first = await send('Who are you?')
  const second = await send('And now?')
  await send('Who are you?', null)
  const branch = await send('And then?', first.id)
  expect(endpoint.counts.total).toBe(before + 4)
  const { messages } = await house.api.chat.get({ id: conversationId })
  expect(messages).toHaveLength(8)
  expect(messages.filter(({ role, parentId }) => role === 'user' && parentId === null)).toHaveLength(2)
  const asked = endpoint.requests.at(-1)!.body.messages.map(({ role }) => role)
  expect(asked).toEqual(['system', 'user', 'assistant', 'user'])
  expect([branch.parentId, second.parentId]).not.toContain(first.id)
  expect(first.context).toMatchObject({ grounding: 'frames', promptId: 'inference/role-play@1' })
})

test('before a sample and a caption exist, a character says what it lacks', async () => {
  const path = await house.draw('bare.mp4', { seconds: 1, fps: 3 })
  const { items } = await house.api.videos.importPaths({ paths: [path] })
  await house.settled()
  const context = await house.api.chat.context({ videoId: items[0]!.videoId! })
  expect(context).toMatchObject({ grounding: 'nothing', frames: [], summary: null })
  expect(context.missing).toHaveLength(2)
  const set = await house.api.questions.create({ name: 'Bare', items: [{ text: 'Hm?', videoId: items[0]!.videoId! }] })
  const { runIds } = await house.api.evals.create({ questionSetId: set.id, rounds: 1 })
  await house.settled()
  const answer = await house.api.evals.response({
    runId: runIds[0]!,
    questionId: (await house.api.questions.list({ questionSetId: set.id })).items[0]!.id,
  })
  expect(answer.response).toMatchObject({
    status: 'failed',
    text: null,
    reason: expect.stringContaining('missing-context'),
  })
  expect(answer.judgements.every(({ status, score }) => status === 'skipped' && score === null)).toBe(true)
})

test('a run that is stopped says so, and goes on from there when asked to', async () => {
  const set = await house.api.questions.fromDialogues({ name: 'Stopped', videoIds: [videoId], perVideo: 3 })
  isSlow = true
  const { runIds, jobIds } = await house.api.evals.create({ questionSetId: set.id, rounds: 1 })
  while ((await house.api.jobs.get({ id: jobIds[0]! })).state !== 'running')
    await new Promise((resolve) => setTimeout(resolve, 20))
  await house.api.jobs.cancel({ id: jobIds[0]! })
  await house.settled()
  expect(await house.api.evals.get({ id: runIds[0]! })).toMatchObject({ status: 'cancelled' })
  isSlow = false
  await house.api.jobs.retry({ id: jobIds[0]! })
  await house.settled()
  expect(await house.api.evals.get({ id: runIds[0]! })).toMatchObject({
    status: 'complete',
    coverage: { scored: 7 * set.questions, expected: 7 * set.questions },
  })
})

test('a library is searched by length, its upper end left out', async () => {
  const { durationSeconds } = await house.api.videos.get({ id: videoId })
  const within = async (fromSeconds: number, toSeconds: number) =>
    (await house.api.videos.list({ fromSeconds, toSeconds })).items.map(({ id }) => id)
  expect(await within(durationSeconds!, durationSeconds! + 1)).toContain(videoId)
  expect(await within(0, durationSeconds!)).not.toContain(videoId)
})

test('a run that is cancelled in the queue does not stay there', async () => {
  const { api } = house
  const set = (await api.questions.sets({})).items[0]!
  isSlow = true
  const busy = await Promise.all([1, 2, 3].map((rounds) => api.evals.create({ questionSetId: set.id, rounds })))
  const jobIds = busy.flatMap((one) => one.jobIds).toReversed()
  for (const id of jobIds) await api.jobs.cancel({ id })
  isSlow = false
  await house.settled()
  for (const { runIds } of busy) expect(await api.evals.get({ id: runIds[0]! })).toMatchObject({ status: 'cancelled' })
})

test('a set that was asked cannot be changed: its name makes the next version', async () => {
  const sets = (await house.api.questions.sets({})).items.filter(({ name }) => name === 'Stopped')
  expect(sets).toMatchObject([{ isFrozen: true, version: 1, questions: expect.any(Number) }])
  const next = await house.api.questions.create({
    name: 'Stopped',
    projectId: sets[0]!.projectId,
    items: [{ text: 'New?' }],
  })
  expect(next.version).toBe(2)
})

test('no answer of the API holds the key', async () => {
  const { api } = house
  const answers = await Promise.all([
    api.system.settings(),
    api.system.overview(),
    api.models.list(),
    api.jobs.list({ limit: 200 }),
    api.ledger.list({ limit: 200 }),
    api.models.test({ id: (await api.models.list())[0]!.id }),
  ])
  expect(JSON.stringify(answers)).not.toContain('sk-test')
  expect(answers[0].environment.find(({ name }) => name === 'OPENAI_API_KEY')?.value).toBe('set')
})

test('a registered model can play a role, and one with results to its name stays', async () => {
  const { api } = house
  const model = await api.models.register({ name: 'Mine', model: 'my-tuned-model', layout: 'vllm' })
  await api.system.setRole({ role: 'responder', modelIds: [model.id] })
  expect((await api.models.list()).find(({ id }) => id === model.id)?.roles).toEqual(['responder'])
  await api.chat.start({ videoId })
  await expect(api.models.remove({ id: model.id })).rejects.toMatchObject({ code: 'CONFLICT' })
  await expect(api.models.register({ name: 'Mine', model: 'my-tuned-model' })).rejects.toMatchObject({
    code: 'CONFLICT',
  })
})

async function readTar(path: string): Promise<Map<string, Buffer>> {
  const entries = new Map<string, Buffer>()
  const reader = extract()
  createReadStream(path).pipe(reader)
  for await (const entry of reader) {
    const pieces: Buffer[] = []
    for await (const piece of entry) pieces.push(piece as Buffer)
    entries.set(entry.header.name, Buffer.concat(pieces))
  }
  return entries
}
