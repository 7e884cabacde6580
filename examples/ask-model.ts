/** One question to any OpenAI-compatible endpoint, or to the rehearsal model. `node ask-model.ts "Who are you?"` */
import { createOpenAiModel } from '@video2roleplay/llm/openai'
import { createRehearsalModel } from '@video2roleplay/llm/rehearsal'

const { OPENAI_BASE_URL: baseUrl, OPENAI_API_KEY: apiKey, MODEL: name = 'gpt-4o' } = process.env
const model = baseUrl === undefined ? createRehearsalModel() : createOpenAiModel({ model: name, baseUrl, apiKey })

const reply = await model.complete({
  messages: [{ role: 'user', content: process.argv[2] ?? 'Who are you?' }],
  parameters: { maxTokens: 200 },
  purpose: 'examples/ask-model',
  promptId: 'examples/ask-model@1',
})
console.log(`${model.id}, ${reply.outcome}${reply.isRehearsal ? ' (rehearsal: no real model)' : ''}`)
console.log(reply.text)
