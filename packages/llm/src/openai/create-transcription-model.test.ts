import { afterEach, expect, test } from 'vitest'
import { startScriptedEndpoint, type ScriptedEndpoint, type TranscriptionReply } from '../testing.js'
import { createTranscriptionModel, Transcript } from './create-transcription-model.js'

const audio = { data: new Uint8Array([102, 76, 97, 67]), sha256: 'hash', seconds: 9 }
const request = { messages: [], purpose: 'tests', promptId: 'tests/transcribe@1' }

let endpoint: ScriptedEndpoint
afterEach(() => endpoint.close())

async function ask(reply: TranscriptionReply) {
  endpoint = await startScriptedEndpoint({ transcribe: () => reply })
  return createTranscriptionModel({
    model: 'whisper-1',
    baseUrl: endpoint.baseUrl,
    apiKey: 'sk-canary-123456',
    audio,
  }).complete(request)
}

test('sound goes as a file, and comes back as segments with their times', async () => {
  const reply = await ask({
    text: 'Hi. Bye.',
    language: 'english',
    segments: [
      { start: 0, end: 1.5, text: ' Hi.' },
      { start: 2, end: 3, text: ' ' },
    ],
  })
  expect(Transcript.parse(JSON.parse(reply.text))).toEqual({
    language: 'english',
    segments: [{ startSeconds: 0, endSeconds: 1.5, text: 'Hi.' }],
  })
  expect(endpoint.heard).toMatchObject([
    { model: 'whisper-1', fileName: 'audio.flac', bytes: 4, responseFormat: 'verbose_json' },
  ])
})

test('a server that knows no segments gives one as long as the sound', async () => {
  expect(JSON.parse((await ask({ text: 'Hi.' })).text)).toEqual({
    language: null,
    segments: [{ startSeconds: 0, endSeconds: 9, text: 'Hi.' }],
  })
})

test('silence is an empty outcome, not an error', async () => {
  expect((await ask({ text: '', segments: [] })).outcome).toBe('empty')
})

test.each([
  [429, 'rate-limited', true],
  [500, 'server-error', true],
  [401, 'unauthorized', false],
  [413, 'context-overflow', false],
])('a status of %i ends as %s, without the key in its words', async (status, code, isRetryable) => {
  const failure = await ask({ status, message: 'no sk-canary-123456 here' }).catch((error: unknown) => error)
  expect(failure).toMatchObject({ code, isRetryable })
  expect(String((failure as Error).message)).not.toContain('canary')
})
