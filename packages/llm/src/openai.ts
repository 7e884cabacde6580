/** The adapter for OpenAI-compatible endpoints, and their batch interface. */
export { createOpenAiModel } from './openai/create-openai-model.js'
export type { OpenAiModelOptions } from './openai/create-openai-model.js'
export { createTranscriptionModel, Transcript } from './openai/create-transcription-model.js'
export type { TranscriptionModelOptions } from './openai/create-transcription-model.js'
export { batchLimits, createBatchClient } from './batch/batch-client.js'
export type { BatchClient, BatchClientOptions, BatchStatus } from './batch/batch-client.js'
export { batchLine, readBatchLine, unansweredInBatch } from './batch/batch-lines.js'
export type { BatchAnswer, BatchCall, BatchResult } from './batch/batch-lines.js'
