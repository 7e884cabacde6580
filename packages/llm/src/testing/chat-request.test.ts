import { describe, expect, test } from 'vitest'
import { ChatCompletionRequest } from './chat-request.js'

const user = (content: unknown) => ({ role: 'user', content })
const good = { model: 'm', messages: [user('Hi')] }
const image = (url: string, more: object = {}) => user([{ type: 'image_url', image_url: { url, ...more } }])

describe('the request schema', () => {
  test.each([
    ['a plain question', good],
    [
      'every parameter',
      {
        ...good,
        temperature: 0,
        top_p: 1,
        max_tokens: 9,
        seed: 1,
        stop: ['\n'],
        stream: true,
        stream_options: { include_usage: true },
      },
    ],
    ['pictures', { ...good, messages: [image('data:image/jpeg;base64,AAAA', { detail: 'low' })] }],
  ])('accepts %s', (_, body) => {
    expect(ChatCompletionRequest.safeParse(body).error).toBeUndefined()
  })

  test.each([
    ['no model', { messages: good.messages }],
    ['no messages', { model: 'm' }],
    ['an empty conversation', { ...good, messages: [] }],
    ['a temperature of 9', { ...good, temperature: 9 }],
    ['zero tokens', { ...good, max_tokens: 0 }],
    ['both token limits', { ...good, max_tokens: 1, max_completion_tokens: 1 }],
    ['five stop sequences', { ...good, stop: ['a', 'b', 'c', 'd', 'e'] }],
    ['a field nobody knows', { ...good, maxTokens: 5 }],
    ['a role nobody knows', { ...good, messages: [{ role: 'narrator', content: 'x' }] }],
    ['an unknown content part', { ...good, messages: [user([{ type: 'image', image: 'x' }])] }],
    [
      'a picture in the system message',
      { ...good, messages: [{ ...image('data:image/png;base64,AAAA'), role: 'system' }] },
    ],
    ['a picture by address', { ...good, messages: [image('http://127.0.0.1/cat.jpg')] }],
    ['a picture by path', { ...good, messages: [image('file:///etc/passwd')] }],
    ['stream_options without stream', { ...good, stream_options: { include_usage: true } }],
  ])('refuses %s', (_, body) => {
    expect(ChatCompletionRequest.safeParse(body).success).toBe(false)
  })
})
