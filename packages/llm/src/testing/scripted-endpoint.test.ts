import { describe, expect, test } from 'vitest'
import { createOpenAiModel } from '../openai.js'
import { LlmError } from '../errors.js'
import { faultMix, startScriptedEndpoint, type ScriptedEndpointOptions } from '../testing.js'

async function withEndpoint<Result>(
  options: ScriptedEndpointOptions,
  use: (endpoint: Awaited<ReturnType<typeof startScriptedEndpoint>>) => Promise<Result>,
): Promise<Result> {
  const endpoint = await startScriptedEndpoint(options)
  try {
    return await use(endpoint)
  } finally {
    await endpoint.close()
  }
}

const ask = (content: string, purpose = 'test') => ({
  messages: [{ role: 'user' as const, content }],
  purpose,
  promptId: 'test/x@1',
})

describe('the scripted endpoint', () => {
  test('counts calls, by purpose and at a time', () =>
    withEndpoint({ respond: () => 'yes', latencyMs: 30 }, async ({ baseUrl, counts }) => {
      const model = createOpenAiModel({ model: 'm', baseUrl })
      await Promise.all([model.complete(ask('1', 'a')), model.complete(ask('2', 'a')), model.complete(ask('3', 'b'))])
      expect(counts).toMatchObject({ total: 3, answered: 3, byPurpose: { a: 2, b: 1 } })
      expect(counts.maxInFlight).toBeGreaterThan(1)
    }))

  test('refuses a malformed request with 422 and remembers why', () =>
    withEndpoint({}, async ({ baseUrl, refused, requests }) => {
      const body = JSON.stringify({ model: 'm', messages: [], temperature: 9 })
      const response = await fetch(`${baseUrl}/chat/completions`, { method: 'POST', body })
      expect(response.status).toBe(422)
      expect(refused[0]).toContain('messages')
      expect(refused[0]).toContain('temperature')
      expect(requests).toEqual([])
    }))

  test('lists its models', () =>
    withEndpoint({ models: ['one', 'two'] }, async ({ baseUrl }) => {
      const list = (await (await fetch(`${baseUrl}/models`)).json()) as { data: { id: string }[] }
      expect(list.data.map(({ id }) => id)).toEqual(['one', 'two'])
    }))

  test('answers by itself when a test does not care', () =>
    withEndpoint({}, async ({ baseUrl }) => {
      const reply = await createOpenAiModel({ model: 'm', baseUrl }).complete(ask('What do you see?'))
      expect(reply.text).toMatch(/^\[rehearsal\] /)
    }))
})

describe('a fault mix', () => {
  const mix = () =>
    faultMix({
      seed: 'night 1',
      shares: [
        ['rate-limited', 0.3],
        [{ fault: 'server-error' }, 0.2],
      ],
    })
  const bodies = Array.from({ length: 1_000 }, (_, index) => `request ${index}`)

  test('deals out its shares', () => {
    const faults = bodies.map(mix())
    const count = (name: string | undefined) => faults.filter((fault) => fault?.fault === name).length
    expect(count('rate-limited')).toBeGreaterThan(250)
    expect(count('rate-limited')).toBeLessThan(350)
    expect(count('server-error')).toBeGreaterThan(150)
    expect(count(undefined)).toBeGreaterThan(440)
  })

  test('is the same for one seed whatever the order of arrival', () => {
    const inOrder = bodies.map(mix())
    const backwards = bodies.toReversed().map(mix()).toReversed()
    expect(backwards).toEqual(inOrder)
  })

  test('may let a repeated request through', () => {
    const one = mix()
    const attempts = Array.from({ length: 40 }, () => one('the same'))
    expect(attempts.some((fault) => fault === null)).toBe(true)
    expect(attempts.some((fault) => fault !== null)).toBe(true)
  })

  test('turns hundreds of calls into answers and typed errors, nothing else', () =>
    withEndpoint(
      {
        respond: () => 'fine',
        faults: faultMix({
          seed: 'night 2',
          shares: [
            ['rate-limited', 0.2],
            ['server-error', 0.1],
            ['malformed-json', 0.05],
            ['reset', 0.05],
            [{ fault: 'huge-body', bytes: 3_000_000 }, 0.02],
          ],
        }),
      },
      async ({ baseUrl, counts }) => {
        const model = createOpenAiModel({ model: 'm', baseUrl })
        const seen: Record<string, number> = {}
        const worker = async (first: number) => {
          for (let index = first; index < 300; index += 10) {
            const ending = await model.complete(ask(`q ${index}`)).then(
              ({ outcome }) => outcome,
              (error: unknown) => (error instanceof LlmError ? error.code : 'untyped'),
            )
            seen[ending] = (seen[ending] ?? 0) + 1
          }
        }
        await Promise.all(Array.from({ length: 10 }, (_, first) => worker(first)))
        expect(seen).toEqual({
          answered: counts.answered,
          'rate-limited': counts.byFault['rate-limited'],
          'server-error': counts.byFault['server-error'],
          'bad-answer': counts.byFault['malformed-json'],
          unreachable: counts.byFault.reset,
          'answer-too-large': counts.byFault['huge-body'],
        })
      },
    ))
})
