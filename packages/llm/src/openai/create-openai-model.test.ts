import { inspect } from 'node:util'
import { afterAll, describe, expect, test } from 'vitest'
import type { ChatReply, ChatRequest, ImageInput } from '../chat-model.js'
import { LlmError } from '../errors.js'
import { startScriptedEndpoint, type EndpointReply, type Fault, type ScriptedEndpoint } from '../testing.js'
import { createOpenAiModel, type OpenAiModelOptions } from './create-openai-model.js'

let next: EndpointReply | Fault = 'hello'
let endpoint: ScriptedEndpoint | undefined
const key = 'canary-key-12345678'

async function modelThatGets(reply: EndpointReply | Fault, options: Partial<OpenAiModelOptions> = {}) {
  next = reply
  endpoint ??= await startScriptedEndpoint({ respond: () => next })
  return createOpenAiModel({
    model: 'house-model',
    baseUrl: endpoint.baseUrl,
    apiKey: key,
    ...options,
  })
}

function ask(more: Partial<ChatRequest> = {}): ChatRequest {
  return { messages: [{ role: 'user', content: 'Hi' }], purpose: 'test', promptId: 'test/hi@1', ...more }
}

async function streamed(model: Awaited<ReturnType<typeof modelThatGets>>, request = ask()) {
  const pieces: string[] = []
  let reply: ChatReply | undefined
  for await (const chunk of model.stream(request)) {
    if (chunk.type === 'text') pieces.push(chunk.text)
    else reply = chunk.reply
  }
  return { pieces, reply }
}

async function failureOf(promise: Promise<unknown>): Promise<LlmError> {
  const error = await promise.then(
    () => null,
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(LlmError)
  return error as LlmError
}

const picture = (byte: number): ImageInput => ({
  mediaType: 'image/jpeg',
  data: Uint8Array.of(byte, 1, 2),
  sha256: `hash-${byte}`,
})

afterAll(() => endpoint?.close())

describe('an answer', () => {
  test('comes with its text, its model and its usage', async () => {
    const usage = {
      prompt_tokens: 50,
      completion_tokens: 9,
      prompt_tokens_details: { cached_tokens: 40 },
      completion_tokens_details: { reasoning_tokens: 5 },
    }
    const model = await modelThatGets({ text: 'I walk.', model: 'house-model-2026', usage })
    const reply = await model.complete(ask())
    expect(reply).toMatchObject({ outcome: 'answered', text: 'I walk.', finishReason: 'stop', isRehearsal: false })
    expect(reply.reportedModel).toBe('house-model-2026')
    expect(reply.usage).toEqual({ inputTokens: 50, outputTokens: 9, cachedTokens: 40, reasoningTokens: 5 })
    expect(reply.firstTokenMs).toBeNull()
  })

  test('streams in pieces that add up to the reply, with the usage of the last chunk', async () => {
    const { pieces, reply } = await streamed(await modelThatGets('one two three'))
    expect(pieces.length).toBeGreaterThan(1)
    expect(pieces.join('')).toBe('one two three')
    expect(reply).toMatchObject({ outcome: 'answered', text: 'one two three' })
    expect(reply?.usage.outputTokens).toBe(3)
    expect(reply?.firstTokenMs).not.toBeNull()
  })

  test('that was refused, filtered, cut or empty is an outcome, not an error', async () => {
    const outcomeOf = async (reply: EndpointReply | Fault) =>
      (await (await modelThatGets(reply)).complete(ask())).outcome
    expect(await outcomeOf({ text: null, refusal: 'I cannot help with that.' })).toBe('refused')
    expect(await outcomeOf({ text: '', finishReason: 'content_filter' })).toBe('filtered')
    expect(await outcomeOf({ fault: 'content-filter' })).toBe('filtered')
    expect(await outcomeOf({ text: 'half of it', finishReason: 'length' })).toBe('truncated')
    expect(await outcomeOf({ text: ' \n\t ' })).toBe('empty')
    expect(await outcomeOf({ text: null })).toBe('empty')
  })

  test('keeps the words of a refusal, also when streamed', async () => {
    const refusal = { text: '', refusal: 'I cannot help with that.' }
    expect((await (await modelThatGets(refusal)).complete(ask())).text).toBe('I cannot help with that.')
    expect((await streamed(await modelThatGets(refusal))).reply).toMatchObject({
      outcome: 'refused',
      text: 'I cannot help with that.',
    })
  })

  test('does not contain what the model thought aloud', async () => {
    const thinking = { text: 'Yes.', reasoning: 'The user wants yes or no.' }
    expect((await (await modelThatGets(thinking)).complete(ask())).text).toBe('Yes.')
    expect((await streamed(await modelThatGets(thinking))).reply?.text).toBe('Yes.')
  })

  test('is well-formed text without NUL', async () => {
    expect((await (await modelThatGets('a\0b \ud83d c')).complete(ask())).text).toBe('ab \ufffd c')
  })

  test('that streams without [DONE] is whole, as its finish reason came', async () => {
    expect((await streamed(await modelThatGets({ fault: 'no-done' }))).reply?.outcome).toBe('answered')
  })
})

describe('a streamed answer whose finish reason came', () => {
  test('is whole, though the server neither says so nor hangs up', async () => {
    const model = await modelThatGets({ fault: 'no-close' }, { deadlines: { idleMs: 150, totalMs: 60_000 } })
    expect((await streamed(model)).reply).toMatchObject({ outcome: 'answered', text: 'This answer breaks off.' })
  })
})

describe('a request', () => {
  test('carries pictures as data in their order, with the resolution hint', async () => {
    const model = await modelThatGets('seen')
    const low: ImageInput = { ...picture(2), detail: 'low' }
    await model.complete(
      ask({
        messages: [
          {
            role: 'user',
            content: [
              { type: 'text', text: 'Frame1:' },
              { type: 'image', image: picture(1) },
              { type: 'image', image: low },
            ],
          },
        ],
      }),
    )
    const content = endpoint?.requests.at(-1)?.body.messages[0]?.content as {
      type: string
      image_url?: { url: string; detail?: string }
    }[]
    expect(content.map((part) => part.type)).toEqual(['text', 'image_url', 'image_url'])
    expect(content[1]?.image_url?.url).not.toBe(content[2]?.image_url?.url)
    expect(content[2]?.image_url?.detail).toBe('low')
  })

  test('leaves out what the model does not take, and says so', async () => {
    const model = await modelThatGets('85', { model: 'o3-mini' })
    const reply = await model.complete(ask({ parameters: { temperature: 0, maxTokens: 100, reasoningEffort: 'low' } }))
    const body = endpoint?.requests.at(-1)?.body
    expect(body).not.toHaveProperty('temperature')
    expect(body).not.toHaveProperty('max_tokens')
    expect(body).toMatchObject({ max_completion_tokens: 100, reasoning_effort: 'low' })
    expect(reply.droppedParameters).toEqual(['temperature: not accepted by this model'])
    expect(reply.effectiveParameters).toEqual({ max_completion_tokens: 100, reasoning_effort: 'low' })
  })

  test('with pictures is never sent to a model that takes none', async () => {
    const model = await modelThatGets('seen', { model: 'o3-mini' })
    const before = endpoint?.counts.total
    const withPicture = ask({ messages: [{ role: 'user', content: [{ type: 'image', image: picture(1) }] }] })
    expect((await failureOf(model.complete(withPicture))).code).toBe('unsupported')
    expect(endpoint?.counts.total).toBe(before)
  })

  test('asks for usage when streaming, and names its purpose', async () => {
    await streamed(await modelThatGets('x'), ask({ purpose: 'curation/describe-frame' }))
    const last = endpoint?.requests.at(-1)
    expect(last?.body.stream_options).toEqual({ include_usage: true })
    expect(last?.purpose).toBe('curation/describe-frame')
    expect(last?.promptId).toBe('test/hi@1')
  })

  test('tells the endpoint nothing about this machine', async () => {
    await (await modelThatGets('x')).complete(ask())
    const names = Object.keys(endpoint!.requests.at(-1)!.headers)
    expect(names.filter((name) => name.startsWith('x-'))).toEqual(['x-prompt-id', 'x-purpose'])
  })

  test('brings no key where none is set', async () => {
    await (await modelThatGets('x', { apiKey: undefined })).complete(ask())
    expect(endpoint?.requests.at(-1)?.headers.authorization).toBeUndefined()
  })
})

describe('a failing endpoint', () => {
  const cases: [Fault, Partial<LlmError>][] = [
    [{ fault: 'rate-limited' }, { code: 'rate-limited', isRetryable: true, httpStatus: 429 }],
    [
      { fault: 'rate-limited', retryAfter: '3600' },
      { code: 'rate-limited', retryAfterMs: 3_600_000 },
    ],
    [{ fault: 'quota-exhausted' }, { code: 'quota-exhausted', isRetryable: false }],
    [{ fault: 'server-error' }, { code: 'server-error', isRetryable: true, httpStatus: 500 }],
    [
      { fault: 'html', status: 502 },
      { code: 'server-error', httpStatus: 502 },
    ],
    [{ fault: 'unauthorized' }, { code: 'unauthorized', isRetryable: false }],
    [{ fault: 'context-overflow' }, { code: 'context-overflow', isRetryable: false }],
    [{ fault: 'model-not-found' }, { code: 'model-not-found', isRetryable: false }],
    [{ fault: 'html' }, { code: 'bad-answer', isRetryable: true, mayHaveBeenPaid: true }],
    [{ fault: 'wrong-content-type' }, { code: 'bad-answer' }],
    [{ fault: 'malformed-json' }, { code: 'bad-answer' }],
    [{ fault: 'error-in-200' }, { code: 'bad-answer' }],
    [{ fault: 'empty-choices' }, { code: 'bad-answer' }],
    [{ fault: 'two-choices' }, { code: 'bad-answer' }],
    [{ fault: 'no-finish' }, { code: 'bad-answer' }],
    [{ fault: 'reset' }, { code: 'unreachable', isRetryable: true }],
    [{ fault: 'reset-mid-body' }, { code: 'bad-answer', isRetryable: true, mayHaveBeenPaid: true }],
    [{ fault: 'huge-body' }, { code: 'answer-too-large', isRetryable: false, mayHaveBeenPaid: true }],
    [
      { fault: 'redirect', location: 'http://127.0.0.1:9/v1/chat/completions' },
      { code: 'bad-request', isRetryable: false },
    ],
  ]
  test.each(cases)('that does $fault ends in one typed error', async (fault, expected) => {
    const model = await modelThatGets(fault)
    expect(await failureOf(model.complete(ask()))).toMatchObject(expected)
    expect(await failureOf(streamed(model))).toMatchObject(expected)
  })

  test.each<Fault>([{ fault: 'header-hang' }, { fault: 'body-drip' }, { fault: 'stall' }])(
    'that does $fault is left when a deadline passes, as a call that may have been paid',
    async (fault) => {
      const model = await modelThatGets(fault, { deadlines: { idleMs: 100, totalMs: 300 } })
      const expected = { code: 'timeout', isRetryable: true, mayHaveBeenPaid: true }
      expect(await failureOf(model.complete(ask()))).toMatchObject(expected)
      expect(await failureOf(streamed(model))).toMatchObject(expected)
    },
  )

  test('is called once: retries are not made here', async () => {
    const model = await modelThatGets({ fault: 'server-error' })
    const before = endpoint!.counts.total
    await failureOf(model.complete(ask()))
    expect(endpoint!.counts.total).toBe(before + 1)
  })

  test('that kills its connection after a 500 does not spoil the next calls', async () => {
    const model = await modelThatGets({ fault: 'server-error', dropsConnection: true })
    await failureOf(model.complete(ask()))
    next = 'back again'
    for (let call = 0; call < 3; call++) expect((await model.complete(ask())).text).toBe('back again')
  })

  test('stalling is told apart from dripping', async () => {
    const stalling = await modelThatGets({ fault: 'stall' }, { deadlines: { idleMs: 150, totalMs: 60_000 } })
    expect((await failureOf(streamed(stalling))).message).toContain('idle deadline')
    // A busy machine may let a hundred drops come late, as long as one comes in time.
    const deadlines = { idleMs: 1_000, totalMs: 1_200 }
    const dripping = await modelThatGets({ fault: 'body-drip', everyMs: 10 }, { deadlines })
    expect((await failureOf(streamed(dripping))).message).toContain('total deadline')
  })

  test('that is not there says so, and was not paid', async () => {
    const gone = await startScriptedEndpoint()
    await gone.close()
    const model = createOpenAiModel({ model: 'm', baseUrl: gone.baseUrl })
    expect(await failureOf(model.complete(ask()))).toMatchObject({ code: 'unreachable', mayHaveBeenPaid: false })
  })

  test('cannot make a streamed answer out of a torn one', async () => {
    const model = await modelThatGets({ fault: 'reset-mid-body' })
    const seen: string[] = []
    const read = async () => {
      for await (const chunk of model.stream(ask())) seen.push(chunk.type)
    }
    await failureOf(read())
    expect(seen).not.toContain('done')
  })
})

describe('a caller', () => {
  test('who gives up ends the call', async () => {
    const model = await modelThatGets({ fault: 'header-hang' })
    const call = model.complete(ask({ signal: AbortSignal.timeout(50) }))
    expect(await failureOf(call)).toMatchObject({ code: 'aborted', isRetryable: false })
  })

  test('who gave up before pays nothing', async () => {
    const model = await modelThatGets('x')
    const before = endpoint!.counts.total
    const error = await failureOf(model.complete(ask({ signal: AbortSignal.abort() })))
    expect(error).toMatchObject({ code: 'aborted', mayHaveBeenPaid: false })
    expect(endpoint!.counts.total).toBe(before)
  })

  test('who stops reading closes the connection', async () => {
    const model = await modelThatGets({ fault: 'stall' })
    for await (const chunk of model.stream(ask())) {
      expect(chunk.type).toBe('text')
      break
    }
    await expect.poll(() => endpoint!.counts.inFlight).toBe(0)
  })
})

describe('the key', () => {
  test('is nowhere in an error, though the provider echoes it', async () => {
    const error = await failureOf((await modelThatGets({ fault: 'unauthorized' })).complete(ask()))
    expect(error.message).toContain('Incorrect API key provided: [key]')
    expect(inspect(error, { depth: 20, showHidden: true })).not.toContain(key)
  })

  test('is nowhere in the model', async () => {
    const model = await modelThatGets('x')
    expect(inspect(model, { depth: 20, showHidden: true })).not.toContain(key)
    expect(model.id).toMatch(/^openai:house-model@127\.0\.0\.1:\d+\/v1$/)
  })

  test('cannot hide in the base URL, from where it would get into ids and messages', () => {
    expect(() => createOpenAiModel({ model: 'm', baseUrl: 'http://me:secret@127.0.0.1/v1' })).toThrow('API key')
  })

  test('does not follow a redirect', async () => {
    const elsewhere = await startScriptedEndpoint()
    const model = await modelThatGets({ fault: 'redirect', location: `${elsewhere.baseUrl}/chat/completions` })
    await failureOf(model.complete(ask()))
    expect(elsewhere.counts.total).toBe(0)
    await elsewhere.close()
  })
})

test('every request that this file sent conforms to the chat completions API', () => {
  expect(endpoint!.counts.total).toBeGreaterThan(50)
  expect(endpoint!.refused).toEqual([])
})
