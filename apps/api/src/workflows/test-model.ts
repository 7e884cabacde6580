/** Asks a model one small question, to see whether it is there. */
import { definePrompt } from '@video2roleplay/llm'
import * as z from 'zod'
import { toFailure } from '../failure.js'
import type { Services } from '../services.js'
import type { ModelTest } from '../views/models.js'

const greetingPrompt = definePrompt({
  id: 'api/test-model@1',
  input: z.object({}),
  render: () => [{ role: 'user', content: 'Please answer with the single word: ready' }],
})

/** Room for a reasoning model's thoughts before the one word. */
const maxTokens = 512

export async function testModel(services: Services, modelId: string): Promise<ModelTest> {
  const model = services.models.open(await services.models.get(modelId))
  try {
    const reply = await model.complete({
      messages: greetingPrompt.render({}),
      parameters: { maxTokens },
      purpose: 'api/test-model',
      promptId: greetingPrompt.id,
      // Each test is a call of its own: a replayed answer would say nothing about now.
      round: Math.floor(Date.now() / 1000),
    })
    const { text, latencyMs, reportedModel } = reply
    return { isReachable: true, latencyMs, text: text.slice(0, 200), reportedModel, failure: null }
  } catch (error) {
    const { code, message, advice } = toFailure(error)
    return { isReachable: false, latencyMs: null, text: null, reportedModel: null, failure: { code, message, advice } }
  }
}
