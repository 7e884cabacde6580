/** What stands beside frames and words: speech as evidence, marks and support for a reviewer, and captions cut short. */
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { startScriptedEndpoint, type ScriptedEndpoint } from '@video2roleplay/llm/testing'
import { afterEach, expect, test } from 'vitest'
import { openHouse, type House } from './house.js'
import { until } from './until.js'

const ffmpeg = ['/usr/bin/ffmpeg', '/usr/local/bin/ffmpeg'].find((path) => existsSync(path))

let house: House
let endpoint: ScriptedEndpoint | undefined
afterEach(async () => {
  await house.close()
  await endpoint?.close()
  endpoint = undefined
})

async function curate(path: string): Promise<string> {
  const { items } = await house.api.videos.importPaths({ paths: [path], then: ['caption', 'dialogues'] })
  await house.settled()
  return items[0]!.videoId!
}

test('an answer is stored with what it leans on, and a video that stands still is marked', async () => {
  house = await openHouse({ database: 'pglite' })
  const scenes = [{ seconds: 3, luma: 90, motion: 0 }]
  const id = await curate(await house.draw('still.mp4', { seconds: 3, fps: 5, scenes }))
  const caption = await house.api.videos.caption({ id, purpose: 'training' })
  expect(caption).toMatchObject({ speech: null, caption: { status: 'complete' } })
  expect(caption!.flags.filter(({ target }) => target === 'video')).toMatchObject([
    { code: 'static-scene', score: 1, detector: 'static-scene@2' },
  ])
  const { items } = await house.api.dialogues.list({ videoId: id, status: 'kept', limit: 50 })
  expect(items.length).toBeGreaterThan(0)
  for (const { support } of items)
    expect(support).toMatchObject({ told: expect.any(Number), sentences: expect.any(Array) })
  const { reasons } = await house.api.dialogues.funnel({ videoId: id })
  expect(new Set(reasons.map(({ step, reason }) => `${step} ${reason}`)).size).toBe(reasons.length)
  expect(reasons.every(({ reason }) => !reason.includes(': '))).toBe(true)
  expect(await house.api.dialogues.teachers({ videoId: id })).toMatchObject([
    { teacher: 'Rehearsal', replies: 1, kept: items.length, cost: 0, diversity: expect.any(Number) },
  ])
  expect(items.some(({ support }) => support!.sentences.some((one) => one.timestampSeconds !== null))).toBe(true)
})

test('a caption that is stopped in the middle is incomplete, keeps its descriptions, and is finished later', async () => {
  let isHeld = true
  let described = 0
  endpoint = await startScriptedEndpoint({
    respond: async ({ promptId }) => {
      if (promptId?.startsWith('curation/summarise')) return '<summary>A block moves.</summary>'
      if (++described > 2) await until(async () => !isHeld)
      return 'A block moves.'
    },
  })
  house = await openHouse({ database: 'pglite', endpoint: endpoint.baseUrl, env: { V2R_CONCURRENCY: '1' } })
  const path = await house.draw('clip.mp4', { seconds: 2, fps: 4 })
  const { items } = await house.api.videos.importPaths({ paths: [path], then: ['caption'] })
  const id = items[0]!.videoId!
  await until(async () => described > 2)
  const { job } = await house.api.videos.get({ id })
  await house.api.jobs.cancel({ id: job!.id })
  await house.settled()
  isHeld = false
  expect(await house.api.videos.caption({ id })).toMatchObject({
    caption: { status: 'incomplete', error: { code: 'cancelled', advice: 'Retry to go on.' } },
    descriptions: [{ text: 'A block moves.' }, { text: 'A block moves.' }],
  })
  await house.api.pipeline.start({ videoIds: [id], stages: ['caption'] })
  await house.settled()
  expect((await house.api.videos.caption({ id, purpose: 'training' }))!.caption).toMatchObject({
    status: 'complete',
    error: null,
  })
})

test('a teacher with weight 0 is never asked', async () => {
  endpoint = await startScriptedEndpoint()
  const env = { V2R_GENERATOR_MODELS: 'idle=0,busy=1', V2R_MODEL: 'other' }
  house = await openHouse({ database: 'pglite', endpoint: endpoint.baseUrl, env })
  for (const name of ['a', 'b', 'c'])
    await curate(await house.draw(`${name}.mp4`, { seconds: 1, fps: 2 + (name.charCodeAt(0) % 7) }))
  const asked = endpoint.requests.filter(({ promptId }) => promptId?.startsWith('curation/generate'))
  expect([asked.length, new Set(asked.map(({ body }) => body.model))]).toEqual([3, new Set(['busy'])])
})

test.skipIf(ffmpeg === undefined)(
  'subtitles are evidence where they are asked for, and sound is transcribed where there are none, once',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'v2r-evidence-'))
    const [talk, sound] = [join(folder, 'talk.mkv'), join(folder, 'sound.mkv')]
    await writeFile(join(folder, 'a.srt'), '1\n00:00:00,200 --> 00:00:01,500\nNot for sale, this one!\n')
    const inputs = ['-f', 'lavfi', '-i', 'testsrc=d=2:r=4:s=64x48', '-f', 'lavfi', '-i', 'sine=d=2:f=440']
    const run = (words: string[]) => promisify(execFile)(ffmpeg!, ['-v', 'error', ...words])
    await run([...inputs, '-i', join(folder, 'a.srt'), '-map', '0', '-map', '1', '-map', '2', '-c:v', 'mpeg4', talk])
    await run([...inputs, '-c:v', 'mpeg4', sound])
    endpoint = await startScriptedEndpoint({
      transcribe: () => ({
        text: 'Heard it.',
        language: 'english',
        segments: [{ start: 0.5, end: 1, text: ' Heard it.' }],
      }),
    })
    const env = { V2R_SUBTITLES: 'true', V2R_TRANSCRIBE_MODEL: 'whisper-1', V2R_ON_SCREEN_TEXT: 'true' }
    house = await openHouse({ database: 'pglite', endpoint: endpoint.baseUrl, env })

    const first = await house.api.videos.caption({ id: await curate(talk), purpose: 'training' })
    expect(first!.speech).toMatchObject({ source: 'subtitles', segments: [{ text: 'Not for sale, this one!' }] })
    expect(first!.caption.promptIds).toEqual(['curation/describe-frame@2', 'curation/summarise-video@2'])
    expect(endpoint.heard).toHaveLength(0)
    for (const { body } of endpoint.requests) expect(JSON.stringify(body.messages[0])).not.toContain('Not for sale')
    const told = endpoint.requests.filter(({ promptId }) => !promptId!.includes('select'))
    expect(told.every(({ body }) => JSON.stringify(body.messages.at(-1)).includes('<speech>'))).toBe(true)

    const id = await curate(sound)
    const second = await house.api.videos.caption({ id, purpose: 'training' })
    expect(second!.speech).toMatchObject({
      source: 'transcription',
      language: 'english',
      segments: [{ text: 'Heard it.' }],
    })
    await house.api.pipeline.start({ videoIds: [id], stages: ['caption'] })
    await house.settled()
    expect(endpoint.heard).toHaveLength(1)
    const { items } = await house.api.ledger.list({ limit: 200 })
    expect(items.filter(({ purpose }) => purpose === 'curation/transcribe')).toHaveLength(1)
    await rm(folder, { recursive: true, force: true })
  },
)
