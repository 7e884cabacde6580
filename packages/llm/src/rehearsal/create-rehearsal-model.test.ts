import { createHash } from 'node:crypto'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import type { ChatChunk, ChatMessage, ImageInput } from '../chat-model.js'
import { dataBlock } from '../data-block.js'
import { createRehearsalModel } from './create-rehearsal-model.js'

const model = createRehearsalModel()

async function plain(red: number, green: number, blue: number): Promise<ImageInput> {
  const background = { r: red, g: green, b: blue }
  const data = await sharp({ create: { width: 64, height: 36, channels: 3, background } })
    .jpeg()
    .toBuffer()
  return { mediaType: 'image/jpeg', data, sha256: createHash('sha256').update(data).digest('hex') }
}

function user(text: string, ...images: ImageInput[]): ChatMessage {
  return {
    role: 'user',
    content: [{ type: 'text', text }, ...images.map((image) => ({ type: 'image' as const, image }))],
  }
}

async function say(promptId: string, ...messages: ChatMessage[]): Promise<string> {
  const reply = await model.complete({ messages, purpose: promptId, promptId })
  expect(reply.isRehearsal).toBe(true)
  return reply.text
}

describe('the rehearsal model', () => {
  test('describes the light and colour that are really in a picture', async () => {
    const green = await say('curation/describe-frame@1', user('Moment 1 of 2, at 3.5 s.', await plain(30, 160, 40)))
    expect(green).toMatch(/^\[rehearsal\] The picture at 3\.5 s is mid-bright and mostly green\./)
    const night = await say('curation/describe-frame@1', user('Moment 2 of 2, at 4.5 s.', await plain(5, 5, 40)))
    expect(night).toContain('very dark and mostly blue')
  })

  test('says so where a picture cannot be read', async () => {
    const broken: ImageInput = { mediaType: 'image/jpeg', data: Uint8Array.of(1, 2, 3), sha256: 'x' }
    expect(await say('curation/describe-frame@1', user('Moment 1 of 1', broken))).toBe(
      '[rehearsal] No readable picture was given.',
    )
  })

  test('joins descriptions that begin alike into scenes', async () => {
    const lines = ['[0.5 s] A garden. Two birds.', '[1.5 s] A garden. One bird.', '[2.5 s] A kitchen. A pot.'].join(
      '\n',
    )
    const text = await say('curation/summarise-video@1', user(`A vlog of 3.0 s.\n${dataBlock('descriptions', lines)}`))
    expect(text).toMatch(
      /^<reasoning>\n[^]+\n<\/reasoning>\n<summary>\n\[rehearsal\] A vlog of 3\.0 s[^]+\n<\/summary>$/,
    )
    expect(text).toContain('From 0.5 s to 1.5 s: A garden.')
    expect(text).toContain('At 2.5 s: A kitchen.')
  })

  test('writes dialogues that quote the description, and None where there is nothing to quote', async () => {
    const block = (text: string) =>
      user(`# Role\nYou.\n\n${dataBlock('description', text)}\n\n# Instructions\n1. Write.`)
    const text = await say('curation/generate-dialogues@1', block('A garden in the rain. A cat waits.'))
    expect(text.match(/^Q: .+\nA: \[rehearsal\] .+$/gm)).toHaveLength(3)
    expect(text).toContain('A cat waits.')
    expect(await say('curation/generate-dialogues@1', block('…'))).toBe('None')
  })

  test('keeps dialogues that the description supports and drops the others', async () => {
    const pairs =
      '[1]\nQ: Where?\nA: A small cat waits in the garden while the rain falls on everything around.\n[2]\nQ: Why?\nA: No idea.'
    const request = `${dataBlock('description', 'A small cat waits in the garden. Rain falls.')}\n${dataBlock('pairs', pairs)}`
    const verdicts = JSON.parse(await say('curation/select-dialogues@1', user(request))) as {
      number: number
      decision: string
      score: number
    }[]
    expect(verdicts.map(({ number, decision }) => [number, decision])).toEqual([
      [1, 'keep'],
      [2, 'drop'],
    ])
    for (const { score } of verdicts) expect(score >= 0 && score <= 100).toBe(true)
  })

  test('plays a role by quoting what bears on the question, and tells its pictures apart', async () => {
    const summary = dataBlock('summary', 'I live by the sea. My dog is called Otto. It rains.')
    const text = await say(
      'inference/role-play@1',
      { role: 'system', content: `You are the vlogger.\n${summary}` },
      user('What is your dog called?', await plain(200, 30, 30), await plain(30, 30, 200)),
    )
    expect(text).toMatch(/^\[rehearsal\] /)
    expect(text).toContain('My dog is called Otto.')
    expect(text).toMatch(/change a lot: the first is .*red, the last .*blue/)
  })

  test('streams its reply word by word', async () => {
    const request = { messages: [user('Hello there')], purpose: 'chat', promptId: 'inference/role-play@1' }
    const chunks: ChatChunk[] = []
    for await (const chunk of model.stream(request)) chunks.push(chunk)
    const text = chunks.map((chunk) => (chunk.type === 'text' ? chunk.text : '')).join('')
    expect(chunks.length).toBeGreaterThan(5)
    expect(chunks.at(-1)).toMatchObject({ type: 'done', reply: { text, isRehearsal: true } })
  })

  test('can be interrupted', async () => {
    const slow = createRehearsalModel({ latencyMs: 60_000 })
    const request = {
      messages: [user('Hi')],
      purpose: 'chat',
      promptId: 'inference/role-play@1',
      signal: AbortSignal.timeout(20),
    }
    await expect(slow.complete(request)).rejects.toMatchObject({ code: 'aborted' })
  })
})

describe('a rehearsed judgement', () => {
  const judge = async (metric: string, answer: string, by = model) => {
    const content = `${dataBlock('video-summary', 'A cat waits in the rainy garden.')}\n${dataBlock('question', 'Where is the cat?')}\n${dataBlock('answer', answer)}`
    const promptId = `eval/judge-${metric}@1`
    const { text } = await by.complete({ messages: [{ role: 'user', content }], purpose: 'eval', promptId })
    return JSON.parse(text) as { evidence: string[]; rationale: string; score: number }
  }

  test('is the same every time, and says that it is none', async () => {
    const once = await judge('tone-consistency', 'I see my cat in the garden.')
    expect(await judge('tone-consistency', 'I see my cat in the garden.')).toEqual(once)
    expect(Object.keys(once)).toEqual(['evidence', 'rationale', 'score'])
    expect(once.rationale).toContain('Rehearsal: no judgement was made')
  })

  test('ranks a grounded answer above an empty one and plain speech above markup', async () => {
    const grounded = await judge('knowledge-hallucination', 'The cat waits in the rainy garden.')
    const vague = await judge('knowledge-hallucination', 'Spaceships dance on television.')
    expect(grounded.score).toBeGreaterThan(vague.score)
    const spoken = await judge('human-likeness', 'I think the cat is in the garden.')
    const listed = await judge('human-likeness', '# Answer\n- **I** think\n- the cat is in the garden.')
    expect(spoken.score).toBeGreaterThan(listed.score)
  })

  test('differs between metrics and between judges', async () => {
    const answer = 'I see my cat in the garden, **soaked**.'
    const scores = await Promise.all(
      ['knowledge-hallucination', 'utterance-fluency', 'tone-consistency'].map((metric) => judge(metric, answer)),
    )
    expect(new Set(scores.map(({ score }) => score)).size).toBe(3)
    const other = await judge('tone-consistency', answer, createRehearsalModel({ model: 'rehearsal-2' }))
    expect(other.score).not.toBe(scores[2]!.score)
  })
})
