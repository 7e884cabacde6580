import { describe, expect, test } from 'vitest'
import { bodyError } from './call-error.js'

const codeOf = (body: unknown) => bodyError(body, []).code

describe('an error body', () => {
  test.each([
    "This model's maximum context length is 4096 tokens.",
    'prompt is too long: 210000 tokens > 200000 maximum',
    'The prompt (length 5000) is too long for max_model_len 4096',
    'the request exceeds the available context size',
    'Input is too long for requested model.',
  ])('that says the prompt does not fit is a context overflow: %s', (message) => {
    expect(codeOf({ error: { message } })).toBe('context-overflow')
  })

  test('is read wherever a server puts its words', () => {
    const messages = [
      { error: { message: 'disk on fire' } },
      { error: 'disk on fire' },
      { object: 'error', message: 'disk on fire' },
      { detail: 'disk on fire' },
      'disk on fire',
    ].map((body) => bodyError(body, []).message)
    for (const message of messages) expect(message).toContain('disk on fire')
  })

  test('is cut short and cleared of keys and markup', () => {
    const { message } = bodyError(
      { error: { message: `<b>bad</b> sk-proj-abcdefgh1234 my-own-key ${'x'.repeat(5_000)}` } },
      ['my-own-key'],
    )
    expect(message).not.toMatch(/sk-proj|my-own-key|<b>/)
    expect(message.length).toBeLessThan(300)
  })
})
