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
export { definePrompt } from './prompt.js'
export type { Prompt } from './prompt.js'
