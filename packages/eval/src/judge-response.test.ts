import { LlmError, imagesOf, textOf, type ChatRequest, type ImageInput } from '@video2roleplay/llm'
import { scriptedModel } from '@video2roleplay/llm/testing'
import { expect, test } from 'vitest'
import { injectionCanaries } from './injection-canaries.js'
import type { JudgeContext } from './judge-evidence.js'
import { judgeResponse, type JudgeTask } from './judge-response.js'
import { Judgement } from './judgement.js'
import { MetricId, metrics } from './metrics.js'

const verdict = (score: number) => JSON.stringify({ evidence: ['quote'], rationale: 'Because.', score })
const frame = (index: number): ImageInput => ({
  mediaType: 'image/jpeg',
  data: new Uint8Array([index]),
  sha256: `${index}`,
})
const context: JudgeContext = {
  summary: 'SUMMARY of a market',
  descriptions: ['DESCRIPTION of fish', 'DESCRIPTION of rain'],
  frames: [frame(1), frame(2)],
  roleInstruction: 'ROLE: be the fishmonger',
  styleSamples: ['STYLE ahoy'],
  history: [{ role: 'user', text: 'HISTORY hello' }],
  reference: 'REFERENCE cod',
}
const task = (metric: MetricId, changes: Partial<JudgeTask> = {}): JudgeTask => ({
  metric,
  question: 'QUESTION what fish?',
  response: 'RESPONSE cod, fresh today',
  context,
  ...changes,
})
const userText = (request: ChatRequest | undefined) => textOf(request!.messages[1]!)

test('a judge that keeps to the contract scores in one call', async () => {
  const judge = scriptedModel([{ text: verdict(82), callId: 'call-1' }], { model: 'gpt-4o' })
  expect(await judgeResponse(task('utterance_fluency'), judge, { round: 2 })).toEqual({
    status: 'scored',
    metric: 'utterance_fluency',
    judge: judge.id,
    round: 2,
    promptId: 'eval/judge-utterance-fluency@1',
    evidenceKind: 'none',
    isRehearsal: false,
    callIds: ['call-1'],
    reportedModel: 'gpt-4o',
    droppedParameters: [],
    score: 82,
    rationale: 'Because.',
    evidence: ['quote'],
    parsePath: 'schema',
  })
  expect(judge.requests[0]).toMatchObject({ purpose: 'eval/judge-utterance-fluency', round: 2 })
})

test('a judge that rambles is asked once more, and the repair is a call of its own', async () => {
  const judge = scriptedModel(['Rather good, I find.', verdict(70)])
  const judgement = await judgeResponse(task('human_likeness'), judge, { round: 3 })
  expect(judgement).toMatchObject({ status: 'scored', score: 70, parsePath: 'repair' })
  expect(judge.requests[1]).toMatchObject({
    purpose: 'eval/repair-human-likeness',
    promptId: 'eval/repair-judgement@1',
    round: 3,
  })
  expect(judge.requests[1]!.messages.map(({ role }) => role)).toEqual(['system', 'user', 'assistant', 'user'])
})

test.each([
  ['rambles twice', ['Good.', 'Very good.'], 'no-score'],
  ['answers on another scale twice', ['Score: 8/10', 'Score: 8/10'], 'ambiguous'],
  ['gives 105, and is not asked to clamp it', [verdict(105)], 'out-of-range'],
  ['refuses', [{ outcome: 'refused' as const, text: 'I cannot rate this. Score: 50' }], 'refused'],
  ['is cut off', [{ outcome: 'truncated' as const, text: verdict(90) }], 'truncated'],
  ['is filtered', [{ outcome: 'filtered' as const, text: '' }], 'filtered'],
  ['says nothing', [{ outcome: 'empty' as const, text: '' }], 'empty'],
])('a judge that %s leaves the response unscored, not zero', async (_, script, reason) => {
  const judge = scriptedModel(script)
  const judgement = await judgeResponse(task('human_likeness'), judge, { round: 1 })
  expect(judgement).toMatchObject({ status: 'unscored', reason })
  expect(judgement).not.toHaveProperty('score')
  expect(judge.requests).toHaveLength(script.length)
})

test('of a megabyte of rambling the end is kept, and less still is sent back for repair', async () => {
  const judge = scriptedModel(['x'.repeat(1_000_000) + '😀', 'y'.repeat(1_000_000)])
  const judgement = await judgeResponse(task('human_likeness'), judge, { round: 1 })
  expect(judgement.status === 'unscored' && judgement.rawText.length).toBe(65_536)
  const quoted = textOf(judge.requests[1]!.messages[2]!)
  expect(quoted.length).toBe(8000)
  expect(quoted.endsWith('😀')).toBe(true)
})

test('an endpoint that fails is an error for the job, not a judgement', async () => {
  const judge = scriptedModel([new LlmError('rate-limited', 'Slow down.')])
  await expect(judgeResponse(task('human_likeness'), judge, { round: 1 })).rejects.toMatchObject({
    code: 'rate-limited',
  })
})

test('an empty response is never judged', async () => {
  const judge = scriptedModel([])
  const judgement = await judgeResponse(task('human_likeness', { response: ' \n' }), judge, { round: 1 })
  expect(judgement).toMatchObject({ status: 'skipped', reason: 'empty-response' })
})

test('relevance is judged from frames by a judge that sees, from the caption by o3-mini, and from nothing by nobody', async () => {
  const seeing = scriptedModel([verdict(50)], { model: 'gpt-4o' })
  const blind = scriptedModel([verdict(50)], { model: 'o3-mini' })
  const relevance = task('video_text_relevance')
  expect(await judgeResponse(relevance, seeing, { round: 1 })).toMatchObject({ evidenceKind: 'frames' })
  expect(imagesOf(seeing.requests[0]!.messages).map(({ sha256 }) => sha256)).toEqual(['1', '2'])
  expect(userText(seeing.requests[0])).not.toContain('SUMMARY')

  expect(await judgeResponse(relevance, blind, { round: 1 })).toMatchObject({ evidenceKind: 'caption' })
  expect(imagesOf(blind.requests[0]!.messages)).toEqual([])
  expect(userText(blind.requests[0])).toMatch(/SUMMARY[\s\S]*DESCRIPTION of fish/)

  const unfounded = task('video_text_relevance', { context: {} })
  expect(await judgeResponse(unfounded, seeing, { round: 1 })).toMatchObject({
    status: 'skipped',
    reason: 'no-evidence',
  })
})

test('a hundred frames are thinned evenly to sixteen, or to what the judge can take', async () => {
  const frames = Array.from({ length: 100 }, (_, index) => frame(index))
  const long = task('video_text_relevance', { context: { frames } })
  const judge = scriptedModel(() => verdict(50))
  const fewer = scriptedModel(() => verdict(50), { capabilities: { maxImages: 4 } })
  await judgeResponse(long, judge, { round: 1 })
  await judgeResponse(long, fewer, { round: 1 })
  expect(imagesOf(judge.requests[0]!.messages)).toHaveLength(16)
  expect(imagesOf(fewer.requests[0]!.messages).map(({ sha256 }) => sha256)).toEqual(['12', '37', '62', '87'])
})

test.each<[MetricId, string]>([
  ['character_consistency', 'SUMMARY ROLE HISTORY QUESTION RESPONSE'],
  ['knowledge_hallucination', 'SUMMARY REFERENCE QUESTION RESPONSE'],
  ['instruction_adherence', 'ROLE QUESTION RESPONSE'],
  ['utterance_fluency', 'QUESTION RESPONSE'],
  ['human_likeness', 'QUESTION RESPONSE'],
  ['response_accuracy', 'SUMMARY HISTORY REFERENCE QUESTION RESPONSE'],
  ['tone_consistency', 'SUMMARY ROLE STYLE QUESTION RESPONSE'],
])('%s is shown %s, in that order and no more', async (metric, expected) => {
  const judge = scriptedModel([verdict(50)])
  await judgeResponse(task(metric), judge, { round: 1 })
  const shown = userText(judge.requests[0]).match(/SUMMARY|DESCRIPTION|ROLE|STYLE|HISTORY|REFERENCE|QUESTION|RESPONSE/g)
  expect(shown?.join(' ')).toBe(expected)
  expect(imagesOf(judge.requests[0]!.messages)).toEqual([])
})

test('o3-mini is asked for temperature 0 and the judgement says that it was not sent', async () => {
  const judge = scriptedModel([verdict(50)], { model: 'o3-mini' })
  const judgement = await judgeResponse(task('human_likeness'), judge, { round: 1 })
  expect(judge.requests[0]!.parameters?.temperature).toBe(0)
  expect(judgement).toMatchObject({ droppedParameters: ['temperature: not accepted by this model'] })
})

test('what the rehearsal model says is marked as such', async () => {
  const judge = scriptedModel([verdict(50)], { isRehearsal: true })
  expect(await judgeResponse(task('human_likeness'), judge, { round: 1 })).toMatchObject({ isRehearsal: true })
})

test.each(injectionCanaries)(
  'an answer with $name changes neither roles nor fences, and scores what the judge says',
  async ({ response }) => {
    for (const metric of MetricId.options) {
      const judge = scriptedModel([`The answer was:\n${response}\n${verdict(23)}`], { model: 'o3-mini' })
      const honest = scriptedModel([verdict(23)], { model: 'o3-mini' })
      const injected = await judgeResponse(task(metric, { response }), judge, { round: 1 })
      await judgeResponse(task(metric), honest, { round: 1 })
      expect(injected).toMatchObject({ status: 'scored', score: 23 })
      const [request, plain] = [judge.requests[0]!, honest.requests[0]!]
      expect(request.messages.map(({ role }) => role)).toEqual(['system', 'user'])
      expect(request.messages[0]).toEqual(plain.messages[0])
      const tags = (of: ChatRequest) => userText(of).match(/<\/?[a-z-]+>/g)
      expect(tags(request)).toEqual(tags(plain))
    }
  },
)

test('a judgement survives JSON, and a number outside 0 to 100 is no judgement', async () => {
  for (const script of [[verdict(12.5)], [verdict(105)]]) {
    const judgement = await judgeResponse(task('human_likeness'), scriptedModel(script), { round: 1 })
    expect(Judgement.parse(JSON.parse(JSON.stringify(judgement)))).toEqual(judgement)
  }
  const forged = {
    ...(await judgeResponse(task('human_likeness'), scriptedModel([verdict(1)]), { round: 1 })),
    score: 105,
  }
  expect(Judgement.safeParse(forged).success).toBe(false)
})

test('every metric asks the paper’s question', async () => {
  for (const metric of MetricId.options) {
    const judge = scriptedModel([verdict(50)])
    await judgeResponse(task(metric), judge, { round: 1 })
    expect(textOf(judge.requests[0]!.messages[0]!)).toContain(metrics[metric].question)
  }
})
