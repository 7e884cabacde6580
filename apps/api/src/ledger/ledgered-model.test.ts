import { LlmError, type ChatModel, type ChatReply, type ChatRequest } from '@video2roleplay/llm'
import { createEndpointLimiter } from '@video2roleplay/llm'
import { scriptedModel } from '@video2roleplay/llm/testing'
import { asc, eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { eachDatabase } from '../../test/databases.js'
import { startTestServices } from '../../test/services.js'
import { jobs, modelCalls, models, projects } from '../db/schema.js'
import { ApiError } from '../errors.js'
import type { ModelCaller, ModelRow } from '../models/registry.js'
import type { Services } from '../services.js'
import { abandonReservations } from './abandon-reservations.js'
import { ledgeredModel } from './ledgered-model.js'

eachDatabase('the ledger', (database) => {
  let services: Services
  let row: ModelRow
  let number = 0
  beforeAll(async () => {
    services = await startTestServices({ database })
  })
  afterAll(() => services.close())
  afterEach(async () => {
    await services.db.delete(modelCalls)
    await services.db.delete(models)
  })

  async function open(
    model: ChatModel,
    options: { caller?: ModelCaller; price?: ModelRow['price']; maxCostUsd?: number; secrets?: string[] } = {},
  ) {
    const [created] = await services.db
      .insert(models)
      .values({
        name: `m${++number}`,
        provider: 'openai-compatible',
        model: model.model,
        parameters: {},
        capabilities: {},
        price: options.price ?? null,
      })
      .returning()
    row = created!
    return again(model, options)
  }

  /** As another process would open it. */
  function again(model: ChatModel, options: Parameters<typeof open>[1] = {}): ChatModel {
    const { caller = {}, maxCostUsd, secrets = [] } = options
    return ledgeredModel({
      db: services.db,
      row,
      model,
      limiter: createEndpointLimiter({ max: 4 }),
      caller,
      endpoint: 'models.example',
      secrets,
      maxCostUsd,
      callTotalSeconds: 60,
    })
  }

  async function runningJob(): Promise<Required<Pick<ModelCaller, 'jobId' | 'epoch' | 'projectId' | 'since'>>> {
    const [project] = await services.db
      .insert(projects)
      .values({ name: `p${++number}` })
      .returning()
    const [job] = await services.db
      .insert(jobs)
      .values({ projectId: project!.id, kind: 'caption', payload: {}, state: 'running', epoch: 1 })
      .returning()
    return { jobId: job!.id, epoch: 1, projectId: project!.id, since: job!.requestedAt }
  }

  const calls = () => services.db.select().from(modelCalls).orderBy(asc(modelCalls.id))

  test('asks once, and answers the same question from its row ever after', async () => {
    const scripted = scriptedModel([answer('A cat.')])
    const first = await (await open(scripted)).complete(question())
    const second = await again(scripted).complete(question())
    expect(first).toMatchObject({ text: 'A cat.', isReplayed: false })
    expect(second).toMatchObject({ text: 'A cat.', isReplayed: true, callId: first.callId, usage: first.usage })
    expect(scripted.requests).toHaveLength(1)
    expect(await calls()).toMatchObject([{ state: 'settled', outcome: 'answered', inputTokens: 100, outputTokens: 10 }])
  })

  test('pays once for the same question asked by many at the same time', async () => {
    const scripted = scriptedModel([answer('Once.')])
    const model = await open(scripted)
    const other = again(scripted)
    const replies = await Promise.all([model, other, model, other, model].map((one) => one.complete(question())))
    expect(replies.map(({ text }) => text)).toEqual(Array.from({ length: 5 }, () => 'Once.'))
    expect(scripted.requests).toHaveLength(1)
    expect(replies.filter(({ isReplayed }) => !isReplayed)).toHaveLength(1)
  })

  test('keeps rounds, purposes and parameters apart', async () => {
    const scripted = scriptedModel(() => answer('Again.'))
    const model = await open(scripted)
    await model.complete(question())
    await model.complete(question({ round: 2 }))
    await model.complete(question({ purpose: 'another' }))
    await model.complete(question({ parameters: { maxTokens: 9 } }))
    expect(scripted.requests).toHaveLength(4)
  })

  test('does not pay again for a truncated answer with the same limit', async () => {
    const scripted = scriptedModel([{ text: 'A cat that', outcome: 'truncated', finishReason: 'length' }])
    const model = await open(scripted)
    await model.complete(question())
    expect(await model.complete(question())).toMatchObject({
      outcome: 'truncated',
      text: 'A cat that',
      isReplayed: true,
    })
  })

  test('computes the cost from the price, and leaves it unknown where either is missing', async () => {
    const price = { inputPerMillion: 2_500_000, outputPerMillion: 10_000_000, asOf: '2026-11-24' }
    await (await open(scriptedModel([answer('Priced.')]), { price })).complete(question())
    await (await open(scriptedModel([answer('Free?')], { id: 'other' }))).complete(question())
    await (await open(scriptedModel(['No usage.'], { id: 'third' }), { price })).complete(question())
    expect((await calls()).map(({ costMicroUsd }) => costMicroUsd)).toEqual([350, null, null])
  })

  test('counts attempts in rows: the third failure of a job is final, until a person asks again', async () => {
    const scripted = scriptedModel(() => new LlmError('server-error', 'The endpoint answered 500.'))
    const caller = await runningJob()
    const model = await open(scripted, { caller })
    for (const _ of [1, 2, 3]) await expect(model.complete(question())).rejects.toMatchObject({ isRetryable: true })
    await expect(model.complete(question())).rejects.toMatchObject({ code: 'server-error', isRetryable: false })
    expect(scripted.requests).toHaveLength(3)
    expect((await calls()).map(({ state, attempt, errorCode }) => [state, attempt, errorCode])).toEqual([
      ['failed', 1, 'server-error'],
      ['failed', 2, 'server-error'],
      ['failed', 3, 'server-error'],
    ])
    const later = again(scripted, { caller: { ...caller, since: new Date(Date.now() + 60_000) } })
    await expect(later.complete(question())).rejects.toMatchObject({ isRetryable: true })
    expect(scripted.requests).toHaveLength(4)
  })

  test('says unknown, not free, of a call that may have been paid', async () => {
    const model = await open(scriptedModel([new LlmError('timeout', 'Too slow.')]))
    await expect(model.complete(question())).rejects.toThrow('Too slow.')
    expect(await calls()).toMatchObject([{ state: 'unknown', errorCode: 'timeout', costMicroUsd: null }])
  })

  test('makes no call for a worker that lost its job', async () => {
    const scripted = scriptedModel([answer('Too late.')])
    const caller = await runningJob()
    await services.db.update(jobs).set({ epoch: 2 }).where(eq(jobs.id, caller.jobId))
    const model = await open(scripted, { caller })
    await expect(model.complete(question())).rejects.toMatchObject({ code: 'stale-lease' })
    expect(scripted.requests).toHaveLength(0)
    expect(await calls()).toEqual([])
  })

  test('takes over the question of a worker that died while it asked', async () => {
    const caller = await runningJob()
    const dying = await open(neverAnswers(), { caller })
    void dying.complete(question()).catch(() => undefined)
    await expect.poll(calls).toHaveLength(1)
    await services.db.update(jobs).set({ epoch: 2 }).where(eq(jobs.id, caller.jobId))
    const scripted = scriptedModel([answer('From the next one.')])
    const reply = await again(scripted, { caller: { ...caller, epoch: 2 } }).complete(question())
    expect(reply).toMatchObject({ text: 'From the next one.', isReplayed: false })
    expect((await calls()).map(({ state, errorCode }) => [state, errorCode])).toEqual([
      ['unknown', 'interrupted'],
      ['settled', null],
    ])
  })

  test('keeps tokens and cost of an answer that came after it was given up', async () => {
    const price = { inputPerMillion: 2_500_000, outputPerMillion: 10_000_000, asOf: '2026-11-24' }
    let respond: (reply: Partial<ChatReply>) => void = () => {}
    const slow = scriptedModel(() => new Promise((resolve) => (respond = resolve)))
    const late = (await open(slow, { price })).complete(question())
    await expect.poll(calls).toHaveLength(1)
    await abandonReservations(services.db, 'all')
    await again(scriptedModel([answer('The quick one.')])).complete(question())
    respond(answer('The late one.'))
    await late
    expect((await calls()).map(({ state, costMicroUsd, text }) => [state, costMicroUsd, text])).toEqual([
      ['unknown', 350, 'The late one.'],
      ['settled', 350, 'The quick one.'],
    ])
    expect(await again(slow).complete(question())).toMatchObject({ text: 'The quick one.', isReplayed: true })
  })

  test('lets a call in flight be answered when the process goes away, and begins no other', async () => {
    let respond: (reply: Partial<ChatReply>) => void = () => {}
    const scripted = scriptedModel(() => new Promise((resolve) => (respond = resolve)))
    const model = await open(scripted)
    const controller = new AbortController()
    const asked = model.complete(question({ signal: controller.signal }))
    await expect.poll(calls).toHaveLength(1)
    controller.abort(new ApiError('shutting-down', 'Going away.'))
    await expect(model.complete(question({ round: 2, signal: controller.signal }))).rejects.toMatchObject({
      code: 'aborted',
    })
    respond(answer('Paid and kept.'))
    await asked
    expect(await calls()).toMatchObject([{ state: 'settled', text: 'Paid and kept.' }])
    expect(scripted.requests[0]?.signal?.aborted).toBe(false)
  })

  test('stays within the budget, and makes no call that could leave it', async () => {
    const price = { inputPerMillion: 0, outputPerMillion: 1_000_000, asOf: '2026-11-24' }
    const scripted = scriptedModel(() => ({ ...answer('ok'), usage: { ...answer('').usage!, outputTokens: 1000 } }))
    const model = await open(scripted, { price, maxCostUsd: 0.0025 })
    const ask = (round: number) => model.complete(question({ round, parameters: { maxTokens: 1000 } }))
    await ask(1)
    await ask(2)
    await expect(ask(3)).rejects.toMatchObject({ code: 'budget-exhausted', isRetryable: false })
    expect(scripted.requests).toHaveLength(2)
    expect(await ask(2)).toMatchObject({ isReplayed: true })
  })

  test('refuses to guess a price when there is a budget', async () => {
    const model = await open(scriptedModel([answer('?')]), { maxCostUsd: 1 })
    await expect(model.complete(question())).rejects.toBeInstanceOf(ApiError)
    await expect(model.complete(question())).rejects.toMatchObject({ code: 'price-unknown' })
  })

  test('passes a stream through and settles it at its end; a replay streams the same text', async () => {
    const scripted = scriptedModel([answer('One two three.')])
    const model = await open(scripted)
    const read = async () => {
      let text = ''
      for await (const chunk of model.stream(question())) if (chunk.type === 'text') text += chunk.text
      return text
    }
    expect(await read()).toBe('One two three.')
    expect(await read()).toBe('One two three.')
    expect(scripted.requests).toHaveLength(1)
  })

  test('keeps what arrived of a stream that nobody read to its end', async () => {
    const model = await open(scriptedModel([answer('One two three.')]))
    for await (const chunk of model.stream(question())) if (chunk.type === 'text') break
    expect(await calls()).toMatchObject([{ state: 'unknown', errorCode: 'aborted', text: 'One' }])
  })

  test('stores pictures as hashes, no key, and no more than 64 KB', async () => {
    const model = await open(scriptedModel([answer('Your key is sk-test-secret123.')]), {
      secrets: ['sk-test-secret123'],
    })
    const image = { mediaType: 'image/jpeg' as const, data: new Uint8Array(5000), sha256: 'ab'.repeat(32) }
    await model.complete(
      question({
        messages: [
          {
            role: 'user',
            content: [
              { type: 'text', text: 'key sk-test-secret123 \0 and a lone \ud800' },
              { type: 'image', image },
            ],
          },
        ],
      }),
    )
    await again(scriptedModel([answer('Long.')])).complete(
      question({
        messages: [
          {
            role: 'user',
            content: [
              { type: 'text', text: 'x'.repeat(60_000) },
              { type: 'text', text: 'y'.repeat(60_000) },
            ],
          },
        ],
      }),
    )
    const [first, second] = await calls()
    expect(JSON.stringify(first)).not.toContain('secret123')
    expect(JSON.stringify(first?.messages)).toContain('ab'.repeat(32))
    expect(first?.imageCount).toBe(1)
    expect(second?.messages).toMatchObject({ isCut: true })
    expect(Buffer.byteLength(JSON.stringify(second?.messages))).toBeLessThan(80_000)
  })
})

function question(changes: Partial<ChatRequest> = {}): ChatRequest {
  return { messages: [{ role: 'user', content: 'What is it?' }], purpose: 'test', promptId: 'test/what@1', ...changes }
}

/** 100 tokens in, 10 out. */
function answer(text: string): Partial<ChatReply> {
  return { text, usage: { inputTokens: 100, outputTokens: 10, cachedTokens: null, reasoningTokens: null } }
}

function neverAnswers(): ChatModel {
  return scriptedModel(() => new Promise(() => {}))
}
