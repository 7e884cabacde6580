/** Models for tests: one in the same process, one behind a real HTTP server with faults. */
export { ChatCompletionRequest } from './testing/chat-request.js'
export { faultMix } from './testing/fault-mix.js'
export type { FaultMix, FaultMixOptions } from './testing/fault-mix.js'
export type { Fault, FaultName } from './testing/faults.js'
export { startScriptedBatches } from './testing/scripted-batches.js'
export type { BatchedCall, BatchedReply, ScriptedBatches, ScriptedBatchesOptions } from './testing/scripted-batches.js'
export { startScriptedEndpoint } from './testing/scripted-endpoint.js'
export type {
  EndpointCounts,
  ReceivedRequest,
  ScriptedEndpoint,
  ScriptedEndpointOptions,
} from './testing/scripted-endpoint.js'
export { scriptedModel } from './testing/scripted-model.js'
export type { ScriptedModel, ScriptedReply } from './testing/scripted-model.js'
export type { ReceivedAudio, TranscriptionReply } from './testing/transcription.js'
export type { EndpointReply } from './testing/wire-reply.js'
