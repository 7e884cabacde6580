/** Models, prompts and the guards around them. Adapters live under ./openai, ./rehearsal and ./testing. */
export { imagesOf, textOf } from './chat-model.js'
export type {
  ChatChunk,
  ChatMessage,
  ChatModel,
  ChatOutcome,
  ChatParameters,
  ChatReply,
  ChatRequest,
  ContentPart,
  ImageInput,
  TokenUsage,
} from './chat-model.js'
export { LlmError } from './errors.js'
export type { LlmErrorCode } from './errors.js'
export { definePrompt } from './prompt.js'
export type { Prompt } from './prompt.js'

export { capabilitiesOf, defaultCapabilities, ModelCapabilities } from './capabilities.js'
export { effectiveParametersOf } from './effective-parameters.js'
export { canonicalJson, requestKey } from './request-key.js'
export { defaultDeadlines, startDeadlines } from './deadlines.js'
export type { Deadlines, RunningDeadlines } from './deadlines.js'
export { createEndpointLimiter } from './concurrency.js'
export type { EndpointLimiter, EndpointLimiterOptions } from './concurrency.js'

export { dataBlock, neutralise } from './data-block.js'
export { fence } from './fence.js'
export { cleanText } from './clean-text.js'
export { parseJsonAnswer } from './parse-json-answer.js'
export type { JsonAnswer, JsonFailure } from './parse-json-answer.js'
export { redact } from './redact.js'
