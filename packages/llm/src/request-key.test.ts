import { describe, expect, test } from 'vitest'
import { capabilitiesOf } from './capabilities.js'
import type { ChatRequest, ImageInput } from './chat-model.js'
import { canonicalJson, requestKey } from './request-key.js'

const model = { id: 'openai:gpt-4o@api', capabilities: capabilitiesOf('gpt-4o') }
const picture = (sha256: string): ImageInput => ({ mediaType: 'image/jpeg', data: Uint8Array.of(1), sha256 })
const base: ChatRequest = {
  messages: [
    {
      role: 'user',
      content: [
        { type: 'text', text: 'What is this?' },
        { type: 'image', image: picture('aa') },
      ],
    },
  ],
  parameters: { temperature: 0, maxTokens: 100 },
  purpose: 'eval/judge-fluency',
  promptId: 'eval/judge-fluency@1',
}
const key = (change: Partial<ChatRequest> = {}, other: Partial<typeof model> = {}) =>
  requestKey({ ...model, ...other }, { ...base, ...change })

describe('the key of a call', () => {
  test('is a SHA-256 and does not depend on the order in which parameters were written', () => {
    expect(key()).toMatch(/^[0-9a-f]{64}$/)
    expect(key({ parameters: { maxTokens: 100, temperature: 0 } })).toBe(key())
  })

  test('counts no round as the first round, and tells rounds apart', () => {
    expect(key({ round: 1 })).toBe(key())
    expect(key({ round: 2 })).not.toBe(key())
  })

  test('takes pictures by their hash, in their order', () => {
    const shown = (...hashes: string[]) =>
      key({
        messages: [{ role: 'user', content: hashes.map((hash) => ({ type: 'image' as const, image: picture(hash) })) }],
      })
    expect(shown('aa', 'bb')).not.toBe(shown('bb', 'aa'))
    const sameHashOtherBytes = { ...picture('aa'), data: Uint8Array.of(9, 9) }
    expect(
      key({
        messages: [
          {
            role: 'user',
            content: [
              { type: 'text', text: 'What is this?' },
              { type: 'image', image: sameHashOtherBytes },
            ],
          },
        ],
      }),
    ).toBe(key())
  })

  test.each<[string, Partial<ChatRequest>]>([
    ['the words', { messages: [{ role: 'user', content: 'What is that?' }] }],
    ['the role', { messages: [{ ...base.messages[0]!, role: 'assistant' }] }],
    ['the temperature', { parameters: { temperature: 1, maxTokens: 100 } }],
    ['the purpose', { purpose: 'eval/judge-tone' }],
    ['the prompt', { promptId: 'eval/judge-fluency@2' }],
    ['the schema', { parameters: { ...base.parameters, responseSchema: { name: 'v', schema: { type: 'object' } } } }],
  ])('changes with %s', (_, change) => {
    expect(key(change)).not.toBe(key())
  })

  test('changes with the model, but not with a parameter that this model never gets', () => {
    expect(key({}, { id: 'openai:gpt-4o@elsewhere' })).not.toBe(key())
    const o3 = { id: 'o3', capabilities: capabilitiesOf('o3-mini') }
    expect(key({ parameters: { temperature: 1, maxTokens: 100 } }, o3)).toBe(key({}, o3))
  })

  test('does not change when the call is cancelled', () => {
    expect(key({ signal: AbortSignal.abort() })).toBe(key())
  })
})

test('canonical JSON sorts names at every depth and leaves out what is undefined', () => {
  expect(canonicalJson({ b: [{ d: 1, c: undefined }, null], a: 'x' })).toBe('{"a":"x","b":[{"d":1},null]}')
})
