/** The adapter for OpenAI-compatible endpoints. */
export { createOpenAiModel } from './openai/create-openai-model.js'
export type { OpenAiModelOptions } from './openai/create-openai-model.js'
