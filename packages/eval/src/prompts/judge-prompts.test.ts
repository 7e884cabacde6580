import { createHash } from 'node:crypto'
import { textOf } from '@video2roleplay/llm'
import { expect, test } from 'vitest'
import { MetricId } from '../metrics.js'
import { judgePrompts } from './judge-prompts.js'
import { repairJudgement } from './repair-judgement.v1.js'

const input = {
  question: 'q',
  response: 'r',
  video: { kind: 'caption' as const, summary: 's', descriptions: ['d'] },
  roleInstruction: 'i',
  styleSamples: ['t'],
  history: [{ role: 'user' as const, text: 'h' }],
  reference: 'f',
}
const image = { mediaType: 'image/jpeg' as const, data: new Uint8Array([1]), sha256: 'a' }
const video = { kind: 'frames' as const, frames: [image, image] }
const digest = (value: unknown) => createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16)

/** Rows carry these ids. A prompt that comes out differently is a new version, in a new file. */
const frozen: Record<string, string> = {
  'eval/judge-character-consistency@1': '800c30e106435566',
  'eval/judge-human-likeness@1': '2fcbefd750c23b44',
  'eval/judge-instruction-adherence@1': '574025dc64f8a6c5',
  'eval/judge-knowledge-hallucination@1': 'dc91492791e2fc71',
  'eval/judge-response-accuracy@1': '0d3ac64dba04aa73',
  'eval/judge-tone-consistency@1': '256767db4d72ec53',
  'eval/judge-utterance-fluency@1': '46dc42de9cc38d7e',
  'eval/judge-video-text-relevance@1': '8069a2e664a2fd87',
  'eval/repair-judgement@1': 'cf5bda63d82b7d35',
}

test('a prompt that has an id is never edited', () => {
  const rendered = MetricId.options.map((metric) => {
    const prompt = judgePrompts[metric]
    return [prompt.id, digest([prompt.render(input), prompt.render({ ...input, video })])]
  })
  expect(Object.fromEntries([...rendered, [repairJudgement.id, digest(repairJudgement.render({}))]])).toEqual(frozen)
})

test('rubric and contract come first and are the same for every answer; the answer comes last', () => {
  for (const metric of MetricId.options) {
    const [first, second] = ['one answer', 'another answer'].map((response) =>
      judgePrompts[metric].render({ ...input, response }),
    )
    expect(first![0]).toEqual(second![0])
    expect(first![0]!.role).toBe('system')
    const user = textOf(first![1]!)
    const order = ['video-summary', 'role', 'history', 'question', 'answer'].map((name) => user.indexOf(`<${name}>`))
    expect(order).toEqual(order.toSorted((a, b) => a - b))
  }
})

test('each rubric anchors the scale at 0, 25, 50, 75 and 100', () => {
  for (const metric of MetricId.options)
    expect(textOf(judgePrompts[metric].render(input)[0]!)).toMatch(/\n0: .+\n25: .+\n50: .+\n75: .+\n100: .+\n/)
})

test('no rubric shows a number that a judge could copy as a score', () => {
  for (const metric of MetricId.options)
    expect(textOf(judgePrompts[metric].render(input)[0]!)).not.toMatch(/"score":\s*\d/)
})
