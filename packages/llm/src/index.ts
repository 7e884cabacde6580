/** Models, prompts and the guards around them. Adapters live under ./openai, ./rehearsal and ./testing. */
export { cleanText } from './clean-text.js'
export { capabilitiesOf, defaultCapabilities, ModelCapabilities } from './capabilities.js'
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
export { dataBlock, neutralise } from './data-block.js'
export { LlmError } from './errors.js'
export type { LlmErrorCode } from './errors.js'
export { createEndpointLimiter } from './concurrency.js'
export type { EndpointLimiter, EndpointLimiterOptions } from './concurrency.js'
export { defaultDeadlines, startDeadlines } from './deadlines.js'
export type { Deadlines, RunningDeadlines } from './deadlines.js'
export { effectiveParametersOf } from './effective-parameters.js'
export { fence } from './fence.js'
export { parseJsonAnswer } from './parse-json-answer.js'
export type { JsonAnswer, JsonFailure } from './parse-json-answer.js'
export { redact } from './redact.js'
export { canonicalJson, requestKey } from './request-key.js'
export { definePrompt } from './prompt.js'
export type { Prompt } from './prompt.js'
