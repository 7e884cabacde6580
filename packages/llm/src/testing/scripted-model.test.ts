import { describe, expect, test } from 'vitest'
import type { ChatChunk, ChatRequest } from '../chat-model.js'
import { LlmError } from '../errors.js'
import { scriptedModel } from './scripted-model.js'

const ask = (content: string): ChatRequest => ({
  messages: [{ role: 'user', content }],
  purpose: 'test',
  promptId: 'test/x@1',
})

describe('a scripted model', () => {
  test('says its lines in order and remembers what it was asked', async () => {
    const model = scriptedModel(['one', { outcome: 'refused', text: 'no' }])
    expect((await model.complete(ask('first'))).text).toBe('one')
    expect(await model.complete(ask('second'))).toMatchObject({ outcome: 'refused', text: 'no' })
    expect(model.requests.map(({ messages }) => messages[0]?.content)).toEqual(['first', 'second'])
  })

  test('throws the errors it is given, and complains when the script is too short', async () => {
    const model = scriptedModel([new LlmError('server-error', '500')])
    await expect(model.complete(ask('x'))).rejects.toMatchObject({ code: 'server-error' })
    await expect(model.complete(ask('x'))).rejects.toThrow('no reply for call 2')
  })

  test('may answer by what it is asked', async () => {
    const model = scriptedModel(({ promptId }, index) => `${promptId} ${index}`)
    expect((await model.complete(ask('x'))).text).toBe('test/x@1 0')
  })

  test('streams pieces that add up', async () => {
    const chunks: ChatChunk[] = []
    for await (const chunk of scriptedModel([' a b\n\nc ']).stream(ask('x'))) chunks.push(chunk)
    const pieces = chunks.flatMap((chunk) => (chunk.type === 'text' ? [chunk.text] : []))
    expect(pieces.length).toBeGreaterThan(1)
    expect(pieces.join('')).toBe(' a b\n\nc ')
    expect(chunks.at(-1)).toMatchObject({ type: 'done', reply: { text: ' a b\n\nc ' } })
  })
})
